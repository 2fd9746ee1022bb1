use super::*;
use crate::document::structure;
use crate::extractor::Extractor;
use crate::link;

/// The agreements of a text as lines: "text | kind | status | parties | signers".
fn seen(text: &str) -> Vec<String> {
    let extractor = Extractor::builder().rules_only(true).build().unwrap();
    let (document, mentions) = extractor.mentions(text);
    let lists = Lists::new(&document, extractor.gazetteers());
    let entities = link::entities(&document, &lists, &mentions);
    let roles = link::roles::link(&document, &lists, &mentions, &entities, false);
    let structure = structure::find(&document, &lists);
    let context = Context {
        document: &document,
        lists: &lists,
        mentions: &mentions,
        entities: &entities,
        offices: offices(&entities, &roles),
        titles: titles(&roles),
        issuer: None,
        structure: &structure,
        dates: &[],
    };
    let name = |id: EntityId| entities.get(id).and_then(|e| e.name).map_or("?", |r| document.range_text(r));
    let join = |names: Vec<&str>| names.join(", ");
    in_context(&context)
        .iter()
        .map(|a| {
            let parties = join(a.parties.iter().map(|id| name(*id)).collect());
            let signers = join(a.signers.iter().map(|id| name(EntityId::Person(*id))).collect());
            format!("{} | {:?} | {:?} | {parties} | {signers}", document.range_text(a.text), a.kind, a.status)
        })
        .collect()
}

#[test]
fn an_agreement_is_told_with_its_parties() {
    for (text, want) in [
        (
            "Kenya and Uganda signed a memorandum of understanding on water on Tuesday.",
            "memorandum of understanding | MemorandumOfUnderstanding | Signed | Kenya, Uganda | ",
        ),
        (
            "They work under the U.S.-Kenya Umbrella Agreement there.",
            "U.S.-Kenya Umbrella Agreement | Agreement | InForce | U.S., Kenya | ",
        ),
        (
            "The minister welcomed the peace agreement between Kenya and Uganda.",
            "peace agreement | Agreement | Mentioned | Kenya, Uganda | ",
        ),
        (
            "The Department of Justice reached a settlement agreement with Harbour Shipping Corporation today.",
            "settlement agreement | Agreement | Signed | Harbour Shipping Corporation, Department of Justice | ",
        ),
        (
            "Kenya withdrew from the Treaty on the Upper Rivers.",
            "Treaty on the Upper Rivers | Treaty | Terminated | Kenya | ",
        ),
        (
            "Kenya will sign the Treaty on the Upper Rivers in May.",
            "Treaty on the Upper Rivers | Treaty | Proposed | Kenya | ",
        ),
        (
            "He was charged with violating the Clean Harbours Act of 2019.",
            "Clean Harbours Act of 2019 | Act | InForce |  | ",
        ),
    ] {
        assert_eq!(seen(text), [want], "{text}");
    }
}

#[test]
fn parties_are_read_in_all_their_places() {
    for (text, parties) in [
        ("Kenya is also a signatory to the Treaty on the Upper Rivers.", "Kenya"),
        ("Kenya is not a party to the Treaty on the Upper Rivers.", ""),
        ("They praised the Treaty on the Upper Rivers that Kenya and Uganda renewed.", "Kenya, Uganda"),
        ("The Treaty on the Upper Rivers was signed on Monday in Nairobi by Kenya and Uganda.", "Kenya, Uganda"),
        ("He spoke of Kenya’s peace accord.", "Kenya"),
        ("He spoke of Kenya and Uganda’s peace accord.", "Kenya, Uganda"),
        ("NASA spoke of the announcement by the UN on the extension of the peace agreement.", ""),
        ("They reached an agreement on rail freight and customs between Kenya and Uganda.", "Kenya, Uganda"),
        ("Kenya concluded with Uganda a trade agreement.", "Kenya, Uganda"),
        (
            "Under the settlement agreement, Harbour Shipping Corporation will pay a fine.",
            "Harbour Shipping Corporation",
        ),
        ("Leaders of Kenya and Uganda signed a trade agreement.", "Kenya, Uganda"),
        ("Harbour Shipping Corporation was awarded a contract by NASA.", "NASA, Harbour Shipping Corporation"),
        (
            "Harbour Shipping Corporation was awarded a contract. NASA is the contracting activity.",
            "Harbour Shipping Corporation, NASA",
        ),
        ("Both NASA and FEMA are entering into a memorandum of understanding.", "NASA, FEMA"),
        ("NASA and FEMA signed a loan agreement worth $50 million with Kenya.", "Kenya, NASA, FEMA"),
        ("The U.S. Department of State and Kenya signed a protocol.", "U.S. Department of State, Kenya"),
        ("Minister Jane Hale signed on behalf of Kenya a trade agreement.", "Kenya"),
        ("The arrangement was signed by Jane Hale for NASA and John Carver for FEMA.", "NASA, FEMA"),
        ("They reached an agreement with Kenyan company Harbour Shipping Inc. today.", "Harbour Shipping Inc."),
        ("They praised the pact between Kenya and the Arab world, and FEMA reported it.", "Kenya"),
        (
            "The MOU was signed by the Minister of Defence of Japan and the Minister of Defence of Kenya.",
            "Japan, Kenya",
        ),
        ("The trade agreement was announced by NASA.", ""),
        ("NASA announced that, due to the trade agreement, it is able to hire.", ""),
        ("The Kenyan-Ugandan trade agreement holds.", "Kenyan, Ugandan"),
        ("Kenya spoke of its trade agreement with Uganda.", "Uganda, Kenya"),
        ("Kenya and Uganda spoke of their 2006 trade agreement.", "Kenya, Uganda"),
        ("NASA, Kenya and Uganda spoke of their 2006 trade agreement.", ""),
        ("Harbour Shipping Corporation won a contract from NASA.", "NASA, Harbour Shipping Corporation"),
        ("The settlement agreement was filed with the Supreme Court of Kenya.", ""),
        ("NASA issued guidance that asks them to establish a data sharing agreement.", ""),
        (
            "Harbour Shipping Corporation agreed to pay $2 million to resolve allegations. The settlement resolves all claims.",
            "Harbour Shipping Corporation",
        ),
        (
            "Pilots Inc., a subsidiary of Harbour Shipping Corporation, agreed to pay $2 million to resolve allegations. The settlement resolves all claims.",
            "Pilots Inc.",
        ),
        (
            "Harbour Shipping Corporation and Orlan Rail Inc. agreed to pay $2 million to resolve allegations. The settlement resolves all claims.",
            "Harbour Shipping Corporation, Orlan Rail Inc.",
        ),
        (
            "A subsidiary of Harbour Shipping Corporation agreed to pay $2 million to resolve allegations. The settlement resolves all claims.",
            "",
        ),
        (
            "FEMA said that Orlan Rail Inc. will pay $2 million and cut its sulphur emissions to settle allegations. The settlement resolves all claims.",
            "Orlan Rail Inc.",
        ),
        (
            "Under the settlement agreement, Harbour Shipping Corporation (HSC) and Orlan Rail Inc. will pay a fine.",
            "Harbour Shipping Corporation, Orlan Rail Inc.",
        ),
        (
            "As part of the settlement agreement, Harbour Shipping Corporation agreed to new rules.",
            "Harbour Shipping Corporation",
        ),
        (
            "Under the settlement agreement, Harbour Shipping Corporation is required to pay.",
            "Harbour Shipping Corporation",
        ),
        ("Under the settlement agreement, Jane Hale was sent to the north.", ""),
        (
            "Orlan Rail subsidiary Harbour Shipping Corporation agreed to pay $2 million to resolve allegations. The settlement resolves all claims.",
            "Harbour Shipping Corporation",
        ),
        ("As part of the settlement agreement, officers of Harbour Shipping Corporation left.", ""),
        ("Jane Hale entered into an agreement with NASA.", "NASA, Jane Hale"),
        ("Minister Jane Hale entered into an agreement with NASA.", "NASA"),
        ("They reached an agreement with the Chicago law firm of Orlan Rail Inc. today.", "Orlan Rail Inc."),
        ("They reached a settlement agreement with Chicago today.", "Chicago"),
        ("They reached an agreement with Kenya company Orlan Rail Inc. today.", "Orlan Rail Inc."),
        ("They reached an agreement with Kenya last week.", "Kenya"),
        ("The settlement agreement with Chicago requires the town to pay.", "Chicago"),
        (
            "Kenyan Foreign Minister Jane Hale met Ugandan Foreign Minister John Carver. The two ministers signed a trade agreement.",
            "Kenyan, Ugandan",
        ),
        ("The two countries are Kenya and Uganda. Both leaders welcomed the signing of a trade agreement.", ""),
        ("Kenya and Uganda are friends. The two countries signed a trade agreement.", "Kenya, Uganda"),
        (
            "Kenya and Uganda are friends. The two sides also strengthened their ties in culture by renewing the memorandum of understanding.",
            "Kenya, Uganda",
        ),
        ("Kenya, Uganda and Mali are friends. The two countries signed a trade agreement.", ""),
        (
            "Harbour Shipping Corporation is being awarded a $9,400,000 modification (P00012) to a previously awarded contract.",
            "Harbour Shipping Corporation",
        ),
    ] {
        let found = seen(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].split(" | ").nth(3), Some(parties), "{text}: {found:?}");
    }
}

#[test]
fn a_plea_binds_who_pleads() {
    for text in [
        "John Carver pleaded guilty today. Judge Jane Hale accepted the plea agreement.",
        "John Carver pleaded guilty today. In his plea agreement, he admitted the fraud.",
        "John Carver pleaded guilty today, and Judge Jane Hale heard him.\n\nCarver Plea Agreement",
    ] {
        let found = seen(text);
        assert_eq!(found[0].split(" | ").nth(3), Some("John Carver"), "{text}: {found:?}");
    }
    assert!(seen("John Carver spoke of charging, plea agreements and sentences.").is_empty());
}

#[test]
fn the_verb_says_the_status() {
    for (text, status) in [
        ("Ministers spoke of an Agreement on Search and Rescue, to be signed in Varna.", "Proposed"),
        ("The Treaty on the Upper Rivers will be renewed in May.", "Proposed"),
        ("The Treaty on the Upper Rivers has been renewed in May.", "Renewed"),
        ("Kenya and Uganda signed the Treaty on the Upper Rivers in May.", "Signed"),
        ("They spoke with a view to concluding the Treaty on the Upper Rivers.", "Proposed"),
        ("It was amended by the Clean Harbours Act of 2019 later.", "InForce"),
        ("She joined a Clean Harbours Act lawsuit.", "Mentioned"),
        ("They rely on the Clean Harbours Act of 2019, which suspends entry of ships.", "Mentioned"),
        ("The Treaty on the Upper Rivers between Kenya and Uganda was signed on Monday.", "Signed"),
        ("The ceasefire between Kenya and Uganda entered into force at midnight.", "InForce"),
        ("The trade agreement between Kenya and Uganda has now been formally renewed.", "Renewed"),
        ("Under the trade agreement between Kenya and Uganda, the yard was renewed.", "InForce"),
        ("They lodged a Trade Agreement amending the rules of the port.", "Mentioned"),
        ("The settlement resolves claims of the port.", "InForce"),
        ("The settlement would require new rules.", "Proposed"),
        ("She will sign an executive order on ports.", "Proposed"),
        ("It is a modification (P00012) to a previously awarded contract.", "Amended"),
        ("Kenya has a previously signed trade agreement.", "Signed"),
        ("The trade agreement expires in May.", "InForce"),
        ("The proposed trade agreement is long.", "Proposed"),
        ("They spoke of extending the trade agreement’s quotas.", "Mentioned"),
        ("They spoke of the commitment to protect the gains of the trade agreement.", "Mentioned"),
        ("The President signed into law: H.R. 9918, on ports; and H.R. 9919, on rivers.", "Signed"),
    ] {
        let found = seen(text);
        assert!(!found.is_empty(), "{text}");
        assert!(found.iter().all(|a| a.split(" | ").nth(2) == Some(status)), "{text}: {found:?}");
    }
}

#[test]
fn a_bill_and_its_name_are_one() {
    for (text, count) in [
        ("The President signed H.R. 9918, the “Clean Harbours Act of 2019,” into law.", 1),
        ("They praised the Treaty of Belmar—the accord that ended it.", 1),
        ("They praised the Clean Harbours Act of 2019, the Clean Rivers Act of 2020, and others.", 2),
    ] {
        assert_eq!(seen(text).len(), count, "{text}: {:?}", seen(text));
    }
}

#[test]
fn mentions_of_one_instrument_are_one() {
    for (text, count) in [
        ("They signed memoranda of understanding (MOU) with Kenya. The MOUs stress training.", 1),
        ("Both joined the Convention on the Upper Rivers (CUR). The Convention binds them. The CUR is new.", 1),
        (
            "Kenya reached an agreement with Uganda. The agreement ends a dispute. Chad reached an agreement with Mali.",
            2,
        ),
        (
            "Marland’s Electoral Agreement\n\nKenya welcomes the May 27 agreement between the parties of the north and of the south, it said.",
            1,
        ),
        ("They signed the Treaty on the Upper Rivers and the Treaty on the Lower Rivers.", 2),
        ("NASA filed a proposed settlement. The parallel civil settlement resolves all claims.", 1),
        ("NASA reached a settlement with FEMA. Today's settlement resolves all claims.", 1),
        ("NASA reached a settlement with FEMA. The settlement agreement is long. The agreement requires new rules.", 1),
        ("He signed a plea agreement. The corporate integrity agreement with NASA requires new rules.", 2),
        ("She signed an executive order. President Hale's executive order is new.", 1),
        ("NASA reached a settlement agreement with FEMA in the form of a consent decree.", 1),
        ("NASA reached a settlement with FEMA. It is embodied in a consent decree. The consent decree binds them.", 1),
        ("NASA reached a settlement with FEMA. They filed a consent decree in another case.", 2),
        ("NASA reached a settlement with FEMA. Another settlement resolves all claims.", 2),
        ("NASA reached a settlement with FEMA. A separate settlement agreement binds others.", 2),
    ] {
        assert_eq!(seen(text).len(), count, "{text}: {:?}", seen(text));
    }
}

#[test]
fn who_signs_is_known_by_his_office() {
    for (text, signers) in [
        (
            "Secretary of State Jane Hale met Foreign Minister John Carver. The Secretary and Foreign Minister signed a Memorandum of Understanding.",
            "Jane Hale, John Carver",
        ),
        ("President Jane Hale spoke to John Carver. The President signed an Executive Order on ports.", "Jane Hale"),
        ("John Carver spoke. On that day, the President signed an Executive Order on ports.", ""),
        ("They implement President Jane Hale's Executive Order on ports.", "Jane Hale"),
        ("They implement Kenya's Executive Order on ports.", ""),
        ("Vice President Jane Hale spoke. The President signed an Executive Order on ports.", ""),
        ("President Jane Hale met President John Carver. The President signed an Executive Order on ports.", ""),
    ] {
        let found = seen(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].split(" | ").nth(4), Some(signers), "{text}: {found:?}");
    }
}

#[test]
fn a_memorandum_without_sides_is_an_order() {
    for (text, kind) in [
        ("President Jane Hale signed a memorandum directing the agencies to hire.", "Act"),
        ("NASA signed memoranda on water.", "Agreement"),
        ("Kenya and Uganda signed a memorandum on water.", "Agreement"),
    ] {
        assert_eq!(seen(text)[0].split(" | ").nth(1), Some(kind), "{text}: {:?}", seen(text));
    }
}

#[test]
fn a_sort_of_instruments_is_none() {
    for (text, count) in [
        ("They facilitate bilateral agreements for coal.", 0),
        ("The company competes for government contracts there.", 0),
        ("They spoke of normalization agreements.", 0),
        ("They spoke of guiding principles for ports.", 0),
        ("They spoke of a statement of principles on ports.", 1),
        ("They spoke of normalization agreements with Kenya.", 1),
        ("They signed two bilateral agreements.", 1),
        ("They spoke of these bilateral agreements.", 1),
        ("They upheld UN Security Council resolutions.", 1),
    ] {
        assert_eq!(seen(text).len(), count, "{text}: {:?}", seen(text));
    }
}

#[test]
fn a_signer_stands_for_the_body() {
    let text = "Harbour Pilots Association (HPA) Director Jane Hale signed new memoranda of understanding (MOU) with both the National Guard and NASA leadership to codify joint goals under the U.S.-Kenya Umbrella Agreement.";
    let found = seen(text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].ends_with("| Jane Hale"), "{found:?}");
    assert!(found[0].contains("National Guard, NASA"), "{found:?}");
}
