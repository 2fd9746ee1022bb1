//! The command line as users meet it: one file a case in `tests/cmd`, and what such files cannot say.
#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn dateline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.stdin(Stdio::null());
    command
}

fn run(command: &mut Command) -> Output {
    command.output().unwrap()
}

/// A folder of its own for one test, emptied before.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn lines(count: usize) -> String {
    let line =
        |n| format!("{{\"id\": \"{n}\", \"text\": \"Visit {n} to Kazakhstan by Minister of Energy Luis Ortega.\"}}\n");
    (0..count).map(line).collect::<Vec<_>>().concat()
}

/// How many lines a program wrote.
fn line_count(bytes: &[u8]) -> usize {
    bytes.split(|b| *b == b'\n').count() - 1
}

#[test]
fn cases() {
    trycmd::TestCases::new().case("tests/cmd/*.toml");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let input = folder("closed-pipe").join("feed.jsonl");
    std::fs::write(&input, lines(20_000)).unwrap();
    let mut child = dateline().arg(&input).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[test]
fn lines_are_answered_as_they_come() {
    let mut child =
        dateline().args(["--input-format", "jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut to, mut from) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    for _ in 0..3 {
        to.write_all(lines(1).as_bytes()).unwrap();
        to.flush().unwrap();
        // the answer comes though the input is still open
        let mut byte = [0];
        while byte != *b"\n" {
            from.read_exact(&mut byte).unwrap();
        }
    }
    drop(to);
    assert!(child.wait().unwrap().success());
}

#[test]
fn results_do_not_depend_on_jobs() {
    let input = folder("jobs").join("feed.jsonl");
    std::fs::write(&input, [lines(1_500), lines(1_500)].join("broken\n")).unwrap();
    let outputs: Vec<Output> = ["1", "2", "8"].map(|n| run(dateline().args(["-j", n]).arg(&input))).into();
    assert_eq!(line_count(&outputs[0].stdout), 3_000);
    for output in &outputs[1..] {
        assert!(outputs[0].stdout == output.stdout);
        assert_eq!(String::from_utf8_lossy(&outputs[0].stderr), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn a_batch_goes_on_where_it_stopped() {
    let root = folder("goes-on");
    let (input, output) = (root.join("in"), root.join("out"));
    std::fs::create_dir_all(input.join("deep")).unwrap();
    std::fs::write(input.join("a.txt"), "A visit to Kazakhstan.").unwrap();
    std::fs::write(input.join("deep/b.txt"), "A visit to Kyiv.").unwrap();
    assert!(run(dateline().arg(&input).arg("-o").arg(&output)).status.success());
    let written = output.join("deep/b.txt.json");
    assert!(written.is_file() && output.join("a.txt.json").is_file());
    std::fs::write(&written, "mine").unwrap();
    std::fs::write(input.join("c.txt"), "A visit to Astana.").unwrap();
    let again = run(dateline().arg("--skip-existing").arg(&input).arg("-o").arg(&output));
    assert_eq!(String::from_utf8_lossy(&again.stderr), "1 document done, 2 already there\n");
    assert_eq!(std::fs::read_to_string(written).unwrap(), "mine");
    // nothing but results is left, no temporary file either
    let left: Vec<_> = std::fs::read_dir(&output).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn nothing_is_left_of_an_output_that_failed() {
    let root = folder("failed");
    let input = root.join("feed.jsonl");
    std::fs::write(&input, format!("{}broken\n", lines(3))).unwrap();
    let output = root.join("out.jsonl");
    let stopped = run(dateline().arg("--fail-fast").arg(&input).arg("-o").arg(&output));
    assert_eq!(stopped.status.code(), Some(1));
    let left: Vec<_> = std::fs::read_dir(&root).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["feed.jsonl"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_named() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = run(dateline().arg("tests/cmd/inputs/visit.txt").stdout(full).stderr(Stdio::piped()));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "standard output: cannot be written: the disk is full\n");
}

#[test]
fn a_file_called_like_a_command_can_be_read() {
    let root = folder("called");
    std::fs::write(root.join("rules"), "A visit to Kazakhstan.").unwrap();
    for arguments in [&["./rules"][..], &["--", "rules"]] {
        let output = run(dateline().current_dir(&root).args(arguments));
        assert!(String::from_utf8_lossy(&output.stdout).starts_with("{\"schema\""), "{arguments:?}");
    }
    let output = run(dateline().current_dir(&root).args(["./rules", "rules"]));
    assert_eq!(line_count(&output.stdout), 2, "only the first word can be a command");
}

#[test]
fn options_work_before_and_behind_a_command() {
    let list = "tests/cmd/inputs/list.tsv";
    let text = folder("before").join("a.txt");
    std::fs::write(&text, "The Zorblatt Agency did.").unwrap();
    let before = run(dateline().args(["--gazetteer", list, "explain"]).arg(&text));
    let behind = run(dateline().arg("explain").arg(&text).args(["--gazetteer", list]));
    assert!(String::from_utf8_lossy(&before.stdout).contains("x-zorb"));
    assert_eq!(before.stdout, behind.stdout);
}

#[test]
fn progress_is_shown_only_where_it_is_asked_for() {
    let input = "tests/cmd/inputs/visit.txt";
    let quiet = run(dateline().arg(input));
    let always = run(dateline().args(["--progress", "always"]).arg(input));
    assert_eq!(String::from_utf8_lossy(&quiet.stderr), "");
    assert_eq!(String::from_utf8_lossy(&always.stderr), "1 documents\n");
    assert_eq!(quiet.stdout, always.stdout);
}
