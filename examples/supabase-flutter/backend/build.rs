//! The compiler learns of edits by itself; of a new file, Cargo tells it.

fn main() {
    println!("cargo:rerun-if-changed=../supabase/migrations");
}
