//! A vault, and the process that serves it nearby: commands go in by its standard input, what changes comes out as lines.

use super::network::Network;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const PASSPHRASE: &str = "orbit lantern meadow copper sail";
/// How long anything may take to come about: a lost peer is noticed after 8 s and dialled again within 30.
const PATIENCE: Duration = Duration::from_secs(120);

/// A program of the workspace, built before these tests run.
fn program(name: &str) -> PathBuf {
    let mut path = std::env::current_exe().unwrap();
    path.pop();
    path.pop();
    path.push(name);
    assert!(path.exists(), "{} is not built: run cargo xtask test", path.display());
    path
}

#[derive(Clone)]
pub struct Vault {
    room: Rc<tempfile::TempDir>,
    name: &'static str,
}

fn answer(command: &mut Command) -> Value {
    let output = command.env("VISITA_PASSPHRASE", PASSPHRASE).output().unwrap();
    assert!(output.status.success(), "{command:?}: {output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

impl Vault {
    fn folder(&self) -> PathBuf {
        self.room.path().join(self.name)
    }

    /// Where both vaults and the files of this test lie.
    pub fn room(&self) -> PathBuf {
        self.room.path().to_owned()
    }

    /// Where its attachments lie.
    pub fn blobs(&self) -> PathBuf {
        self.folder().join("blobs")
    }

    fn file(&self, name: &str) -> String {
        self.room.path().join(name).to_str().unwrap().to_owned()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(program("visita"));
        command.arg("--json").arg("--vault").arg(self.folder());
        command
    }

    pub fn run(&self, args: &[&str]) -> Value {
        answer(self.command().args(args))
    }

    pub fn run_in(&self, network: &Network, device: &str, args: &[&str]) -> Value {
        answer(within(network, device, &self.folder()).args(args))
    }

    fn at(room: &Rc<tempfile::TempDir>, name: &'static str) -> Self {
        let vault = Self {
            room: Rc::clone(room),
            name,
        };
        vault.run(&["init"]);
        vault
    }

    pub fn empty() -> Self {
        Self::at(&Rc::new(tempfile::tempdir().unwrap()), "first")
    }

    pub fn founded(member: &str) -> Self {
        let vault = Self::empty();
        vault.run(&[
            "team",
            "found",
            "--body",
            "Commission",
            "--team",
            "North",
            "--member",
            member,
        ]);
        vault
    }

    pub fn team_of_two() -> (Self, Self) {
        let lead = Self::founded("Amina");
        let second = lead.admits("Boris");
        (lead, second)
    }

    /// A newcomer, admitted with two files.
    pub fn admits(&self, member: &str) -> Self {
        let newcomer = Self::at(&self.room, "second");
        let (request, admission) = (
            self.file(&format!("{member}-asks")),
            self.file(&format!("{member}-enters")),
        );
        let asked = newcomer.run(&["team", "request", "--member", member, "-o", &request]);
        let seen = self.run(&["team", "inspect", &request]);
        let words = asked["words"].as_str().unwrap();
        self.run(&["team", "admit", &request, "--words", words, "-o", &admission]);
        newcomer.run(&["team", "join", &admission, "--words", seen["confirm"].as_str().unwrap()]);
        newcomer
    }
}

fn within(network: &Network, device: &str, folder: &Path) -> Command {
    let mut command = Command::new("ip");
    command
        .args(["netns", "exec", &network.namespace(device)])
        .arg(program("visita"))
        .args(["--json", "--vault"])
        .arg(folder);
    command
}

pub struct Serving {
    child: Child,
    commands: Option<ChildStdin>,
    lines: Receiver<Value>,
    view: Value,
}

impl Serving {
    pub fn of(vault: &Vault, network: &Network, device: &str, more: &[&str]) -> Self {
        let mut child = within(network, device, &vault.folder())
            .args(["nearby", "serve", "--calls"])
            .args(more)
            .env("VISITA_PASSPHRASE", PASSPHRASE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (say, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if say.send(serde_json::from_str(&line).unwrap()).is_err() {
                    return;
                }
            }
        });
        let mut serving = Self {
            commands: child.stdin.take(),
            child,
            lines,
            view: Value::Null,
        };
        serving.until(|view| view["on"] == true);
        serving
    }

    fn line(&mut self, left: Duration) -> Value {
        let line = self.lines.recv_timeout(left);
        let line = line.unwrap_or_else(|_| panic!("it never came about: {}", self.view));
        if let Some(view) = line.get("nearby") {
            self.view = view.clone();
        }
        line
    }

    pub fn call(&mut self, name: &str, args: Value) -> Value {
        let commands = self.commands.as_mut().unwrap();
        writeln!(commands, "{}", json!({"name": name, "args": args})).unwrap();
        loop {
            let line = self.line(PATIENCE);
            assert!(line.get("error").is_none(), "{name}: {line}");
            if let Some(answer) = line.get("answer") {
                return answer.clone();
            }
        }
    }

    pub fn until(&mut self, so: impl Fn(&Value) -> bool) {
        let began = Instant::now();
        while !so(&self.view) {
            self.line(PATIENCE.saturating_sub(began.elapsed()));
        }
    }

    /// Looks again whenever anything changed.
    pub fn until_so(&mut self, so: impl Fn(&mut Self) -> bool) {
        let began = Instant::now();
        while !so(self) {
            self.line(PATIENCE.saturating_sub(began.elapsed()));
        }
    }

    /// A device that is alone has no changes to tell.
    pub fn until_it_sends(&self, network: &Network, device: &str) {
        let began = Instant::now();
        while network.packets_sent(device) == 0 {
            assert!(began.elapsed() < PATIENCE, "it never sent anything");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// The id of the place.
    pub fn adds(&mut self, name: &str) -> String {
        let place = json!({"name": name, "place_type": "prison", "authority": "", "region": ""});
        self.call("place_add", place)["id"].as_str().unwrap().to_owned()
    }

    pub fn places(&mut self) -> Vec<String> {
        let rows = self.call("place_list", json!({"place_type": null}));
        let rows = rows["rows"].as_array().unwrap().iter();
        let mut names: Vec<String> = rows
            .map(|row| row["facts"]["name"].as_str().unwrap().to_owned())
            .collect();
        names.sort();
        names
    }

    pub fn until_place(&mut self, name: &str) {
        self.until_so(|device| device.places().iter().any(|place| place == name));
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // Its standard input ends, and so does it.
        self.commands = None;
        let _ = self.child.wait();
    }
}
