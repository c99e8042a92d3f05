//! `organization-integrations`: serves, and looks after the database.

use std::env;
use std::error::Error;
use std::io;
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};
use organization_integrations::auth::{OrganizationRole, Verifier};
use organization_integrations::demo::{self, Demo, NORTH, SOUTH};
use organization_integrations::documents::command::DocumentsCommand;
use organization_integrations::http::{Service, router};
use organization_integrations::secrets::command::{SecretsCommand, StoreArgs};
use organization_integrations::secrets::{Keyring, PgCrypto, SecretStore};
use organization_integrations::{database, migrations, startup};
use secrecy::SecretString;
use tokio::net::TcpListener;
use tokio_postgres::{Client, Config};

/// A backend over `organization_integrations`. Without a command it serves.
#[derive(Parser)]
#[command(
    after_help = "JWT_SECRET signs the tokens, as in the settings of the Supabase project. \
                        SECRET_KEYS or SECRET_KEYS_FILE holds the keys of pgcrypto."
)]
struct Cli {
    /// The database; to serve without one starts a scratch server, for a demonstration.
    #[arg(long, env, hide_env_values = true, global = true)]
    database_url: Option<String>,
    #[command(flatten)]
    serve: Serve,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Args)]
struct Serve {
    /// The port on 127.0.0.1; 0 takes a free one.
    #[arg(long, env, default_value_t = 3000)]
    port: u16,
    /// How many connections to the database the requests share.
    #[arg(long, env, default_value_t = 8)]
    connections: usize,
    #[command(flatten)]
    secrets: StoreArgs,
}

#[derive(Subcommand)]
enum Command {
    /// Apply the migrations that the database lacks.
    Migrate {
        /// First make what a Supabase project has from the start.
        #[arg(long)]
        prepare: bool,
    },
    /// Look after the credentials.
    Secrets(SecretsCommand),
    /// Look after the JSON documents.
    Documents(DocumentsCommand),
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<(), Box<dyn Error>> {
    match (cli.command, cli.database_url) {
        (None, Some(url)) => serve_database(cli.serve, &url).await,
        (None, None) => serve_demo(cli.serve).await,
        (Some(command), Some(url)) => maintain(command, &url).await,
        (Some(_), None) => Err("which database? set `DATABASE_URL`".into()),
    }
}

async fn maintain(command: Command, url: &str) -> Result<(), Box<dyn Error>> {
    match command {
        Command::Migrate { prepare } => {
            if prepare {
                migrations::prepare(url).await?;
            }
            Ok(migrations::apply(url).await?)
        }
        Command::Secrets(secrets) => secrets.run(&mut connect(url).await?).await,
        Command::Documents(documents) => Ok(documents.run(&mut connect(url).await?).await?),
    }
}

async fn connect(url: &str) -> Result<Client, Box<dyn Error>> {
    Ok(database::connect(&url.parse()?).await?)
}

async fn serve_database(options: Serve, url: &str) -> Result<(), Box<dyn Error>> {
    let secret = env::var("JWT_SECRET").map_err(|_| "what signs the tokens? set `JWT_SECRET`")?;
    let secrets = options.secrets.open()?;
    let (listener, service) = prepare(&options, url.parse()?, &secret.into(), secrets).await?;
    println!("serving http://{}", listener.local_addr()?);
    serve(listener, service).await
}

/// Serves a database that is gone afterwards, and says how to ask.
async fn serve_demo(options: Serve) -> Result<(), Box<dyn Error>> {
    let demo = Demo::start().await?;
    demo.add_organizations().await?;
    let secret = demo::random_secret();
    let secrets = Arc::new(PgCrypto::new(Keyring::random()));
    let (listener, service) = prepare(&options, demo.service(), &secret, secrets).await?;
    println!("# serving a scratch database until Ctrl-C; paste these into another shell:");
    println!("export API=http://{}", listener.local_addr()?);
    for (name, organization, role) in [
        ("NORTH_ADMIN", NORTH, OrganizationRole::Admin),
        ("NORTH_MEMBER", NORTH, OrganizationRole::Member),
        ("SOUTH_ADMIN", SOUTH, OrganizationRole::Admin),
    ] {
        println!(
            "export {name}={}",
            demo::token(&secret, organization, role)?
        );
    }
    serve(listener, service).await
}

/// Everything that can fail before the first request.
async fn prepare(
    options: &Serve,
    config: Config,
    secret: &SecretString,
    secrets: Arc<dyn SecretStore>,
) -> Result<(TcpListener, Service), Box<dyn Error>> {
    let service = Service {
        verifier: Arc::new(Verifier::new(secret)?),
        pool: database::pool(config, options.connections),
        secrets,
    };
    startup::verify(&service.pool).await?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
    Ok((listener, service))
}

async fn serve(listener: TcpListener, service: Service) -> Result<(), Box<dyn Error>> {
    let stop = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    axum::serve(listener, router(service))
        .with_graceful_shutdown(stop)
        .await?;
    Ok(())
}
