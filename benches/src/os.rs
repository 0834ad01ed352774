//! What Linux knows about the calling thread.
#![allow(unsafe_code)] // calls into the C library

/// Nanoseconds of processor time: while somebody else has the processor, this stands still.
pub(crate) fn cpu_ns() -> f64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the pointer is to a `timespec` that lives through the call.
    let result = unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
    assert_eq!(result, 0, "there is no clock of a thread's processor time");
    time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
}

/// How often the processor was taken away.
pub(crate) fn forced_switches() -> i64 {
    // SAFETY: `rusage` is plain numbers, for which zeros are valid, and the pointer lives through the call.
    unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        assert_eq!(libc::getrusage(libc::RUSAGE_THREAD, &mut usage), 0, "the thread's resource usage cannot be read");
        usage.ru_nivcsw
    }
}

/// Keeps the thread on one processor, if the system allows it.
pub(crate) fn pin(cpu: usize) {
    // SAFETY: a `cpu_set_t` is an array of bits, for which zeros are valid, and the pointer lives through the call.
    unsafe {
        let mut set: libc::cpu_set_t = std::mem::zeroed();
        libc::CPU_SET(cpu, &mut set);
        libc::sched_setaffinity(0, size_of::<libc::cpu_set_t>(), &set);
    }
}
