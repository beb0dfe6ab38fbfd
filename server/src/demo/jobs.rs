//! What the sample studio works on. Firms and projects are invented; the simulated sevDesk knows the same firms.

/// A project for a client.
#[derive(Debug, PartialEq, Eq)]
pub struct Job {
    /// The client.
    pub client: &'static str,
    /// The project.
    pub project: &'static str,
    /// The project's own rate; without one, each user's counts.
    pub euro_per_hour: Option<i64>,
    /// Its tasks.
    pub chores: &'static [Chore],
}

/// A task, and what people note about work on it.
#[derive(Debug, PartialEq, Eq)]
pub struct Chore {
    /// The task.
    pub task: &'static str,
    /// The type of work.
    pub work_type: &'static str,
    /// Notes.
    pub notes: &'static [&'static str],
}

const ADVICE: &str = "Beratung";
const CODE: &str = "Entwicklung";
const DESIGN: &str = "Gestaltung";
const CARE: &str = "Pflege";

/// Types of work.
pub const WORK_TYPES: [&str; 4] = [ADVICE, CODE, DESIGN, CARE];

/// The job with the twelve entries of 1:20.
pub const RELAUNCH: Job = Job {
    client: "Müller & Söhne GmbH",
    project: "Relaunch",
    euro_per_hour: None,
    chores: &[
        Chore {
            task: "Konzept",
            work_type: ADVICE,
            notes: &[
                "Seitenstruktur mit Frau Söhne abgestimmt",
                "Inhalte gesichtet und sortiert",
            ],
        },
        Chore {
            task: "Gestaltung",
            work_type: DESIGN,
            notes: &["Startseite entworfen", "Farben und Schriften festgelegt"],
        },
        Chore {
            task: "Umsetzung",
            work_type: CODE,
            notes: &["Vorlagen gebaut", "Kontaktformular eingebaut"],
        },
    ],
};

/// Looked after in all the other months.
pub const CARE_CONTRACT: Job = Job {
    client: "Müller & Söhne GmbH",
    project: "Website-Pflege",
    euro_per_hour: Some(70),
    chores: &[Chore {
        task: "Aktualisierung",
        work_type: CARE,
        notes: &[
            "Stellenanzeigen eingestellt",
            "Öffnungszeiten geändert",
            "Sicherungen geprüft",
        ],
    }],
};

/// Three people with three rates work on this one.
pub const SHOP: Job = Job {
    client: "ACME GmbH",
    project: "Onlineshop",
    euro_per_hour: None,
    chores: &[
        Chore {
            task: "Kasse",
            work_type: CODE,
            notes: &[
                "Gutscheine an der Kasse",
                "Versandkosten nach Land",
                "Fehler bei leerem Warenkorb behoben",
            ],
        },
        Chore {
            task: "Suche",
            work_type: CODE,
            notes: &["Suche nach Artikelnummer", "Tippfehler verzeihen"],
        },
        Chore {
            task: "Warenwirtschaft",
            work_type: CODE,
            notes: &[
                "Schnittstelle: Bestände abgleichen",
                "Import der Preisliste",
            ],
        },
    ],
};

const SUPPORT: Job = Job {
    client: "ACME GmbH",
    project: "Support",
    euro_per_hour: Some(90),
    chores: &[Chore {
        task: "Anfragen",
        work_type: ADVICE,
        notes: &["Rückfragen der Buchhaltung", "Telefonat: Retouren"],
    }],
};

const MENU: Job = Job {
    client: "Café „Zur Linde“",
    project: "Speisekarte",
    euro_per_hour: Some(75),
    chores: &[
        Chore {
            task: "Fotos",
            work_type: DESIGN,
            notes: &["Kuchen fotografiert", "Bilder freigestellt"],
        },
        Chore {
            task: "Satz",
            work_type: DESIGN,
            notes: &[
                "Winterkarte gesetzt",
                "Korrekturen: „Zwetschgendatschi“, Allergene",
            ],
        },
    ],
};

const BOOKING: Job = Job {
    client: "O'Brien Ltd.",
    project: "Booking portal",
    euro_per_hour: Some(120),
    chores: &[
        Chore {
            task: "API",
            work_type: CODE,
            notes: &["Calendar sync", "Rate limits for partners"],
        },
        Chore {
            task: "Frontend",
            work_type: CODE,
            notes: &["Date picker", "Guest's details form"],
        },
        Chore {
            task: "Workshop",
            work_type: ADVICE,
            notes: &["Planning call with Ms O'Brien"],
        },
    ],
};

const PORTAL: Job = Job {
    client: "Stadtwerke Musterstadt",
    project: "Kundenportal",
    euro_per_hour: Some(105),
    chores: &[
        Chore {
            task: "Anforderungen",
            work_type: ADVICE,
            notes: &["Workshop Zählerstände", "Protokoll geschrieben"],
        },
        Chore {
            task: "Entwicklung",
            work_type: CODE,
            notes: &[
                "Abschlagsrechner",
                "Anmeldung mit Kundennummer",
                "Barrierefreiheit geprüft",
            ],
        },
        Chore {
            task: "Schulung",
            work_type: ADVICE,
            notes: &["Einweisung Kundenservice"],
        },
    ],
};

/// All of them.
pub const JOBS: [&Job; 7] = [
    &RELAUNCH,
    &CARE_CONTRACT,
    &SHOP,
    &SUPPORT,
    &MENU,
    &BOOKING,
    &PORTAL,
];

/// The clients' customer numbers, in the simulated sevDesk and in the other simulated tools.
pub const CUSTOMERS: [(&str, [&str; 2]); 5] = [
    (RELAUNCH.client, ["1001", "10001"]),
    (SHOP.client, ["1002", "10002"]),
    (MENU.client, ["1003", "10003"]),
    (BOOKING.client, ["1004", "10004"]),
    (PORTAL.client, ["1005", "10005"]),
];

/// What Anna works on besides the relaunch.
pub const OF_ANNA: [&Job; 4] = [&SHOP, &SUPPORT, &MENU, &PORTAL];

/// What Jonas works on.
pub const OF_JONAS: [&Job; 3] = [&SHOP, &BOOKING, &PORTAL];

/// What Zoë works on.
pub const OF_ZOE: [&Job; 4] = [&SHOP, &MENU, &PORTAL, &BOOKING];

/// Work for nobody but the studio itself.
pub const INTERNAL: [&str; 4] = [
    "Teamrunde",
    "Angebot geschrieben",
    "Buchhaltung vorbereitet",
    "Weiterbildung",
];
