use super::*;

fn sources(file: Option<&str>, environment: &[(&str, &str)]) -> (Sources, PathBuf) {
    static COUNT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("gehoor-config-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("gehoor.toml");
    if let Some(text) = file {
        std::fs::write(&path, text).unwrap();
    }
    let environment =
        environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    (Sources { usual_files: vec![path], environment, ..Sources::default() }, folder)
}

fn codes(faults: &[Fault]) -> Vec<&'static str> {
    faults.iter().map(|fault| fault.code).collect()
}

#[test]
fn flag_beats_environment_beats_file_beats_default() {
    let file = "[server]\nlisten = \"127.0.0.1:1\"\ndrain_seconds = 2\nrequest_seconds = 3\n";
    let (mut sources, folder) = sources(
        Some(file),
        &[("GEHOOR_SERVER__LISTEN", "127.0.0.1:2"), ("GEHOOR_SERVER__DRAIN_SECONDS", "4")],
    );
    sources.flags = vec![("server.listen", "127.0.0.1:3".to_owned())];
    let config = Config::read(&sources).unwrap();
    assert_eq!(config.text("server.listen"), "127.0.0.1:3");
    assert_eq!(config.seconds("server.drain_seconds"), Duration::from_secs(4));
    assert_eq!(config.number("server.request_seconds"), 3);
    let origin = |name: &str| config.all().find(|(key, _)| key.name == name).unwrap().1.origin.to_string();
    assert_eq!(origin("server.listen"), "flag");
    assert_eq!(origin("server.drain_seconds"), "GEHOOR_SERVER__DRAIN_SECONDS");
    assert_eq!(origin("server.request_seconds"), folder.join("gehoor.toml").display().to_string());
    assert_eq!(origin("log.level"), "default");
}

#[test]
fn an_unknown_name_is_refused_with_a_suggestion() {
    let (sources, _) = sources(Some("[server]\nlisen = \"127.0.0.1:1\"\n[coffee]\nstrong = true\n"), &[]);
    let faults = Config::read(&sources).unwrap_err();
    assert_eq!(codes(&faults), ["unknown", "unknown-near"]);
    assert!(faults[1].args.contains(&("near", "server.listen".to_owned())));
}

#[test]
fn every_fault_is_told_at_once() {
    let (sources, _) = sources(
        Some("[server]\nlisten = \"nowhere\"\ndrain_seconds = 9999\n"),
        &[("GEHOOR_LOG__LEVEL", "loud"), ("GEHOOR_LOG__LEVLE", "info")],
    );
    let faults = Config::read(&sources).unwrap_err();
    assert_eq!(codes(&faults), ["value", "value", "value", "unknown-near"]);
}

#[test]
fn a_secret_is_read_from_its_file_and_never_told() {
    let (mut sources, folder) = sources(None, &[]);
    let secret = folder.join("url");
    std::fs::write(&secret, "postgres://gehoor:geheim@db/gehoor\n").unwrap();
    let file = secret.display().to_string();
    sources.environment = vec![("GEHOOR_STORE__DATABASE_URL_FILE".to_owned(), file)];
    let config = Config::read(&sources).unwrap();
    assert_eq!(config.text("store.database_url"), "postgres://gehoor:geheim@db/gehoor");
    sources.environment = vec![("GEHOOR_STORE__DATABASE_URL".to_owned(), "a\nb-geheim".to_owned())];
    let faults = Config::read(&sources).unwrap_err();
    assert!(!format!("{faults:?}").contains("geheim"));
}

#[test]
fn a_named_file_must_exist_and_variables_of_commands_are_left_alone() {
    let (mut sources, folder) = sources(None, &[("GEHOOR_TOKEN", "x"), ("GEHOOR_CONFIG", "y")]);
    assert!(Config::read(&sources).is_ok());
    sources.named_file = Some(folder.join("absent.toml"));
    assert_eq!(codes(&Config::read(&sources).unwrap_err()), ["file"]);
}

#[test]
fn every_default_is_allowed() {
    for key in KEYS {
        assert!(key.takes(key.default), "{}", key.name);
    }
}
