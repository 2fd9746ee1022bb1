//! Times of day.

use super::class::Class;
use super::expr::{Expr, Match};
use super::table::{Made, Row, made};

/// A zone: "EDT", "Eastern Time", "local time", "(GMT)".
macro_rules! zone {
    () => {
        "[zone [['standard' | 'daylight']? 'time']?]?"
    };
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "dates/clock-with-am-or-pm",
        pattern: concat!("[clock | int | decimal | number] ampm ", zone!()),
        make: time,
        yes: &[
            ("It is Nov. 7. [10 a.m. EST]", "2023-11-07T10:00-05:00"),
            ("3:30 p.m.", "2023-11-07T15:30"),
            ("9:15\u{a0}p.m. EDT", "2023-11-07T21:15-04:00"),
            ("1:00 PM Eastern Time", "2023-11-07T13:00-05:00"),
            ("12:05 a.m.", "2023-11-07T00:05"),
            ("five o’clock", "2023-11-07T05:00"),
            ("10 o'clock GMT", "2023-11-07T10:00Z"),
        ],
        no: &["13 a.m.", "3:30 pma"],
    },
    Row {
        name: "dates/clock",
        pattern: concat!("clock ['hours' | unit]? ", zone!()),
        make: |m| {
            if m.has(Class::Unit) && m.unit() != Some(crate::rules::calendar::Unit::Hour) {
                return None;
            }
            if !m.has(Class::Zone) && !m.class_before(1, Class::Prep) && m.range.len() == 1 {
                return None;
            }
            time(m)
        },
        yes: &[
            ("at [15:30]", "2023-11-07T15:30"),
            ("19:00 hr", "2023-11-07T19:00"),
            ("08:30 EST", "2023-11-07T08:30-05:00"),
            ("at [15:30:05]", "2023-11-07T15:30:05"),
        ],
        no: &["a ratio 3:30", "John 3:16", "at 25:30"],
    },
    Row {
        name: "dates/military-clock",
        pattern: "hours ['hours' | unit | zone]  [zone]? ['time']?",
        make: |m| {
            if m.has(Class::Unit)
                && (m.unit() != Some(crate::rules::calendar::Unit::Hour) || m.text(Class::Hours).len() != 4)
            {
                return None;
            }
            time(m)
        },
        yes: &[
            ("1530 local", "2023-11-07T15:30"),
            ("0730 GMT", "2023-11-07T07:30Z"),
            ("at [0930 hours]", "2023-11-07T09:30"),
        ],
        no: &["1570 local", "1530 days", "2023 GMT5"],
    },
    Row {
        name: "dates/military-clock-alone",
        pattern: "hours",
        make: |m| {
            m.is_hours()?;
            time(m)
        },
        yes: &[
            ("They left at [0330].", "2023-11-07T03:30"),
            ("The patrol was hit at [approximately 0715],", "2023-11-07T07:15"),
            ("They left the base at [0330] and came back at [1530].", "2023-11-07T03:30 2023-11-07T15:30"),
            ("The second of the two explosions struck the base at\n[0045]", "2023-11-07T00:45"),
        ],
        no: &["at 1530", "serial 0330", "at 0330 feet", "at 0375", "by 2015"],
    },
    Row {
        name: "dates/clock-in-one-word",
        pattern: concat!("zulu ", zone!()),
        make: time,
        yes: &[("1530Z", "2023-11-07T15:30Z"), ("3pm", "2023-11-07T15:00"), ("10am EST", "2023-11-07T10:00-05:00")],
        no: &["2530Z", "13pm"],
    },
    Row {
        name: "dates/noon",
        pattern: concat!("[int | clock]? noon ", zone!()),
        make: |m| {
            let at = m.ground.document.token(m.range.start as usize)?;
            let plain = m.class_before(1, Class::Prep) || m.has(Class::Zone) || m.range.len() > 1;
            if at.is_capital()
                || !plain
                || m.get(Class::Int).is_some_and(|n| n != 12)
                || m.get(Class::Clock).is_some_and(|n| n != 86400)
            {
                return None;
            }
            let clock = crate::rules::calendar::Clock {
                hour: m.get(Class::Noon)? as i8,
                minute: 0,
                second: None,
                zone: m.zone(),
            };
            made(Expr::Clock(clock, None))
        },
        yes: &[
            ("at [noon]", "2023-11-07T12:00"),
            ("by [midnight]", "2023-11-07T00:00"),
            ("12 noon", "2023-11-07T12:00"),
        ],
        no: &["High Noon", "the noon prayer", "11 noon"],
    },
];

fn time(m: &Match<'_, '_, '_>) -> Option<Made> {
    made(Expr::Clock(m.clock(0)?, None))
}
