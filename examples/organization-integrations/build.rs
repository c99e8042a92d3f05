//! The compiler learns of edits by itself; of a new migration, Cargo tells it.

fn main() {
    println!("cargo:rerun-if-changed=supabase/migrations");
    println!("cargo:rerun-if-changed=supabase/rollbacks");
}
