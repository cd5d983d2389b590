//! The real window, twice: two people at two devices with a vault each, and files carried between them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};
use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PASSPHRASE: &str = "orbit lantern meadow copper sail";
/// Longest wait for anything on the screen; key derivation takes a second or two.
const PATIENCE: Duration = Duration::from_secs(40);

/// Finds what a person would: a control by its label, or something to press by its words.
const FIND: &str = r"
const [how, text, nth] = arguments;
const plain = (node) => node.textContent.replace(/[\u2066-\u2069\u202A-\u202E]/g, '').replace(/\s+/g, ' ').trim();
const seen = (node) => node.getClientRects().length > 0 && !node.disabled;
let found = [];
if (how === 'press') {
  found = [...document.querySelectorAll('button, a, summary')].filter((node) => seen(node) && (plain(node) === text || plain(node).startsWith(text)));
} else {
  for (const label of document.querySelectorAll('label, legend')) {
    if (plain(label) !== text && !plain(label).startsWith(text)) continue;
    const control = label.control ?? label.parentElement.querySelector('input, textarea, select');
    if (control && seen(control)) found.push(control);
  }
}
return found[nth] ?? null;
";

struct Window {
    client: Option<Client>,
    driver: Child,
    folder: PathBuf,
}

impl Window {
    async fn open(folder: &Path) -> Self {
        let app = std::env::var("VISITA_APP").expect("VISITA_APP: run this with cargo xtask test");
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new("WebKitWebDriver");
        command.args([format!("--port={port}"), "--host=127.0.0.1".to_owned()]);
        command.env("TAURI_WEBVIEW_AUTOMATION", "true");
        command.env("VISITA_FOLDER", folder.join("vault"));
        command.env_remove("DBUS_SESSION_BUS_ADDRESS");
        for (name, part) in [
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_RUNTIME_DIR", "runtime"),
        ] {
            let path = folder.join(part);
            std::fs::create_dir_all(&path).unwrap();
            command.env(name, path);
        }
        // A process group of its own: ending the session does not always end the app.
        let driver = command
            .process_group(0)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver");
        let capabilities = json!({"webkitgtk:browserOptions": {"binary": app, "args": []}});
        let began = Instant::now();
        let client = loop {
            let connector = hyper_util::client::legacy::connect::HttpConnector::new();
            let mut builder = ClientBuilder::new(connector);
            builder.capabilities(capabilities.as_object().unwrap().clone());
            match builder.connect(&format!("http://127.0.0.1:{port}")).await {
                Ok(client) => break client,
                Err(error) if began.elapsed() > PATIENCE => panic!("no session: {error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
            }
        };
        Self {
            client: Some(client),
            driver,
            folder: folder.to_owned(),
        }
    }

    fn client(&self) -> &Client {
        self.client.as_ref().unwrap()
    }

    async fn find(&self, how: &str, text: &str, nth: u32) -> Element {
        let began = Instant::now();
        loop {
            let found = self
                .client()
                .execute(FIND, vec![json!(how), json!(text), json!(nth)])
                .await
                .unwrap();
            if found.is_object() {
                let element: fantoccini::elements::ElementRef = found
                    .as_object()
                    .and_then(|object| object.values().next())
                    .and_then(Value::as_str)
                    .unwrap()
                    .to_owned()
                    .into();
                return Element::from_element_id(self.client().clone(), element);
            }
            if began.elapsed() > PATIENCE {
                let page = self.text().await;
                panic!("nothing to {how} called {text:?} on:\n{page}");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn press(&self, text: &str) {
        let began = Instant::now();
        // A list that reads itself anew may take the element away between finding and pressing it.
        while let Err(error) = self.find("press", text, 0).await.click().await {
            assert!(began.elapsed() < PATIENCE, "{text}: {error}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn fill(&self, label: &str, text: &str) {
        self.fill_nth(label, 0, text).await;
    }

    async fn fill_nth(&self, label: &str, nth: u32, text: &str) {
        let field = self.find("fill", label, nth).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    async fn check(&self, label: &str) {
        self.find("fill", label, 0).await.click().await.unwrap();
    }

    async fn text(&self) -> String {
        let text = self
            .client()
            .execute("return document.body.innerText", Vec::new())
            .await
            .unwrap();
        text.as_str().unwrap_or_default().replace(['\u{2068}', '\u{2069}'], "")
    }

    async fn sees(&self, text: &str) {
        let began = Instant::now();
        while !self.text().await.contains(text) {
            assert!(began.elapsed() < PATIENCE, "{text:?} is not on:\n{}", self.text().await);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn go(&self, path: &str) {
        let script = format!("window.location.hash = '#/{path}'");
        self.client().execute(&script, Vec::new()).await.unwrap();
    }

    async fn key(&self, key: &str) {
        let script = "window.dispatchEvent(new KeyboardEvent('keydown', { key: arguments[0], bubbles: true }))";
        self.client().execute(script, vec![json!(key)]).await.unwrap();
    }

    fn file(&self, name: &str) -> String {
        self.folder.join(name).to_str().unwrap().to_owned()
    }

    /// The first run, as the screens lead through it.
    async fn make_vault(&self) {
        for _ in 0..3 {
            self.press("Next").await;
        }
        self.fill("Passphrase", PASSPHRASE).await;
        self.fill("The same passphrase again", PASSPHRASE).await;
        self.press("Make the vault").await;
        self.sees("Write these words down").await;
        let words = self
            .client()
            .execute(
                "return [...document.querySelectorAll('ol li')].map((item) => item.lastChild.textContent.trim())",
                Vec::new(),
            )
            .await
            .unwrap();
        assert_eq!(words.as_array().unwrap().len(), 24);
        self.press("I have written them down").await;
        let labels = self
            .client()
            .execute(
                "return [...document.querySelectorAll('form label')].map((label) => label.textContent.replace(/\\D+/g, ''))",
                Vec::new(),
            )
            .await
            .unwrap();
        for position in labels.as_array().unwrap() {
            let position = position.as_str().unwrap();
            let word = words[position.parse::<usize>().unwrap() - 1].as_str().unwrap();
            let field = self
                .client()
                .execute(
                    "return [...document.querySelectorAll('form label')].find((label) => label.textContent.replace(/\\D+/g, '') === arguments[0]).control.id",
                    vec![json!(position)],
                )
                .await
                .unwrap();
            let field = self.client().find(Locator::Id(field.as_str().unwrap())).await.unwrap();
            field.send_keys(word).await.unwrap();
        }
        self.press("Next").await;
        self.press("Found or join a team").await;
        self.sees("Found a team").await;
    }

    /// The window goes, whatever was being typed.
    async fn close(&mut self) {
        if let Some(client) = self.client.take() {
            // The app is ended below in any case.
            let _ = tokio::time::timeout(Duration::from_secs(10), client.close()).await;
        }
        self.end();
    }

    fn end(&mut self) {
        let group = format!("-{}", self.driver.id());
        // Ends the driver and the app it started: a group this test made.
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.driver.wait();
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.end();
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the built app and a screen: cargo xtask test"]
async fn two_people_record_exchange_merge_and_report() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let lead = Window::open(here.path()).await;
    let mut inspector = Window::open(there.path()).await;
    lead.make_vault().await;
    inspector.make_vault().await;

    lead.fill("Monitoring body", "Commission").await;
    lead.fill("Name of the team", "North").await;
    lead.fill_nth("Your name on the team's list", 0, "Lead").await;
    lead.press("Found a team").await;
    lead.sees("This device").await;

    let request = inspector.file("join.request");
    inspector.fill_nth("Your name on the team's list", 1, "Inspector").await;
    inspector.fill("Request file", &request).await;
    inspector.press("Make a request").await;
    inspector.sees("Both of you read these words aloud").await;
    lead.press("Admit a device").await;
    lead.fill("Request file", &request).await;
    lead.press("Look at the request").await;
    lead.sees("Both of you read these words aloud").await;
    let words = "return document.querySelector('dialog .words, .card .words').textContent";
    let on_lead = "return [...document.querySelectorAll('dialog .words')].map((node) => node.textContent)[0]";
    let theirs = inspector.client().execute(words, Vec::new()).await.unwrap();
    assert_eq!(lead.client().execute(on_lead, Vec::new()).await.unwrap(), theirs);
    lead.check("The words are the same").await;
    let admission = lead.file("admission");
    lead.fill("Admission file", &admission).await;
    lead.client()
        .execute(
            "document.querySelector('dialog form:last-of-type button.primary').click()",
            Vec::new(),
        )
        .await
        .unwrap();
    lead.sees("Admitted.").await;
    let on_lead = "return document.querySelector('.notice .words').textContent";
    let confirm = lead.client().execute(on_lead, Vec::new()).await.unwrap();
    inspector.fill("Admission file", &admission).await;
    inspector
        .fill("Words on the lead's screen", confirm.as_str().unwrap())
        .await;
    inspector.press("Join").await;
    inspector.sees("This device").await;

    lead.go("places").await;
    lead.press("Add a place").await;
    lead.fill("Name", "Tarn Hill").await;
    lead.press("Save").await;
    lead.press("Plan a visit").await;
    lead.sees("Objectives").await;
    lead.sees("124 items").await;
    lead.client()
        .execute(
            "document.querySelector('dialog form button.primary').click()",
            Vec::new(),
        )
        .await
        .unwrap();
    lead.press("Move to: On site").await;
    lead.sees("Move to: Debrief").await;
    carry(&lead, &inspector, "out.bundle").await;

    // The same question, two answers.
    for (window, key) in [(&lead, "1"), (&inspector, "2")] {
        window.go("capture").await;
        window.press("Tarn Hill").await;
        window.sees("Do staff speak to prisoners with respect?").await;
        window.key(key).await;
        window.sees("Answer saved.").await;
    }

    // An interview, and the window gone in the middle of a word.
    inspector.press("Done").await;
    inspector.press("Start an interview").await;
    for question in ["talk", "notes"] {
        let yes = format!("input[name='{question}'][value='given']");
        inspector
            .client()
            .find(Locator::Css(&yes))
            .await
            .unwrap()
            .click()
            .await
            .unwrap();
    }
    inspector.press("Begin the interview").await;
    let note = inspector
        .client()
        .wait()
        .for_element(Locator::Id("note-text"))
        .await
        .unwrap();
    note.send_keys("Nine days alone, no mattr").await.unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    let address = inspector
        .client()
        .execute("return window.location.hash", Vec::new())
        .await
        .unwrap();
    inspector.close().await;
    let inspector = Window::open(there.path()).await;
    inspector.sees("Locked").await;
    inspector.fill("Passphrase", PASSPHRASE).await;
    inspector.press("Open").await;
    inspector.sees("Today").await;
    inspector.go(address.as_str().unwrap().trim_start_matches("#/")).await;
    let note = inspector
        .client()
        .wait()
        .for_element(Locator::Id("note-text"))
        .await
        .unwrap();
    let held = note.prop("value").await.unwrap();
    assert_eq!(held.as_deref(), Some("Nine days alone, no mattr"));
    note.send_keys("ess.").await.unwrap();
    inspector.go("today").await;
    inspector.sees("Under way").await;
    carry(&inspector, &lead, "back.bundle").await;

    lead.go("merge").await;
    lead.sees("Do staff speak to prisoners with respect?").await;
    lead.sees("Inspector").await;
    lead.key("1").await;
    lead.sees("Decided: one version taken.").await;
    lead.sees("Nothing to decide").await;

    lead.go("visits").await;
    lead.press("Tarn Hill").await;
    lead.press("Report").await;
    lead.sees("From interviews, as taken down").await;
    lead.sees("Nine days alone, no mattress.").await;
    let report = lead.file("report.html");
    lead.fill("File", &report).await;
    lead.press("Write the report").await;
    lead.sees("Report written").await;
    let page = std::fs::read_to_string(report).unwrap();
    assert!(page.contains("Tarn Hill") && page.contains("Nine days alone, no mattress."));
}

/// A bundle from one window to the other, looked at before it is taken.
async fn carry(from: &Window, to: &Window, name: &str) {
    let path = from.file(name);
    from.go("team").await;
    from.sees("Bundle out").await;
    from.fill_nth("Bundle file", 0, &path).await;
    from.press("Write the bundle").await;
    from.sees("Written:").await;
    to.go("team").await;
    to.sees("Bundle in").await;
    to.fill_nth("Bundle file", 1, &path).await;
    to.press("Look inside").await;
    to.press("Take it in").await;
    to.sees("Taken in:").await;
}
