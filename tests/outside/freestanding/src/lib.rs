//! That this compiles proves that no crate it links has `std` in it: `std` has
//! the panic handler already, and a second one is an error (E0152).
#![no_std]

use core::alloc::{GlobalAlloc, Layout};

/// Uses what `outside-no-std` has, for all of it to be linked.
#[unsafe(no_mangle)]
pub extern "C" fn is_label(first: u8) -> bool {
    let bytes = [first];
    core::str::from_utf8(&bytes).is_ok_and(|label| outside_no_std::round_trip(label).is_ok())
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}

struct NoMemory;

// SAFETY: it never gives memory, so it never gives wrong memory.
unsafe impl GlobalAlloc for NoMemory {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        core::ptr::null_mut()
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static ALLOCATOR: NoMemory = NoMemory;
