#include "manager/library/worker/call_rules.hpp"

#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <memory>

#include "manager/library/worker/confinement.hpp"

namespace marquee::manager::worker {

namespace {

// By name, so that a call this libseccomp does not know yet is passed over.
constexpr std::array refused{
    // Other machines and other processes' ears.
    "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg",
    "sendmmsg", "recvfrom", "recvmsg", "recvmmsg", "shmget", "shmat", "shmctl", "semget", "semop",
    "semtimedop", "msgget", "msgsnd", "msgrcv", "mq_open", "io_uring_setup", "io_uring_enter",
    "io_uring_register",
    // Other processes.
    "fork", "vfork", "execveat", "ptrace", "process_vm_readv", "process_vm_writev",
    "process_madvise", "process_mrelease", "kcmp", "tkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo",
    "pidfd_open", "pidfd_send_signal", "pidfd_getfd", "setpriority", "ioprio_set", "migrate_pages",
    "move_pages", "memfd_create", "memfd_secret",
    // What Landlock does not cover of files.
    "chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "lchown", "fchown", "fchownat", "utime",
    "utimes", "utimensat", "futimesat", "setxattr", "lsetxattr", "fsetxattr", "removexattr",
    "lremovexattr", "fremovexattr", "truncate", "inotify_init", "inotify_init1", "fanotify_init",
    "name_to_handle_at", "open_by_handle_at", "flock",
    // Other namespaces, the system, the kernel.
    "unshare", "setns", "chroot", "pivot_root", "mount", "umount2", "move_mount", "open_tree",
    "fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr", "acct", "quotactl", "quotactl_fd",
    "swapon", "swapoff", "reboot", "syslog", "sethostname", "setdomainname", "settimeofday",
    "clock_settime", "clock_adjtime", "adjtimex", "init_module", "finit_module", "delete_module",
    "kexec_load", "kexec_file_load", "bpf", "perf_event_open", "userfaultfd", "add_key",
    "request_key", "keyctl", "personality", "ioperm", "iopl", "modify_ldt", "vhangup"};

// Collects the first error of many rules. `otherwise` is done at what is not named; a call of
// another architecture's table kills.
class CallFilter {
public:
    explicit CallFilter(std::uint32_t otherwise)
        : context_(::seccomp_init(otherwise), &::seccomp_release) {}

    void allow(int call) { note(::seccomp_rule_add(context_.get(), SCMP_ACT_ALLOW, call, 0)); }

    void allow_if(int call, std::initializer_list<scmp_arg_cmp> conditions) {
        note(::seccomp_rule_add_array(context_.get(), SCMP_ACT_ALLOW, call,
                                      static_cast<unsigned>(conditions.size()),
                                      conditions.begin()));
    }

    void refuse(int call, int answer = EPERM) {
        note(::seccomp_rule_add(context_.get(), SCMP_ACT_ERRNO(answer), call, 0));
    }

    void refuse_if(int call, const scmp_arg_cmp& condition) {
        note(::seccomp_rule_add_array(context_.get(), SCMP_ACT_ERRNO(EPERM), call, 1, &condition));
    }

    int load() {
        note(context_ ? ::seccomp_load(context_.get()) : -ENOMEM);
        return error_;
    }

private:
    void note(int result) { error_ = error_ != 0 ? error_ : result; }

    std::unique_ptr<void, void (*)(scmp_filter_ctx)> context_;
    int error_ = 0;
};

Status loaded(CallFilter& filter) {
    const int error = filter.load();
    return error == 0 ? Status{}
                      : fail(ErrorCode::io_failed, std::string("the cell's calls cannot be ruled: ")
                                                       + std::strerror(-error));
}

// Nothing that makes pages executable.
scmp_arg_cmp no_execution() {
    return {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
}

} // namespace

Status rule_calls_of_looking() {
    CallFilter filter(SCMP_ACT_KILL_PROCESS);
    for (const int call : {SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(brk), SCMP_SYS(madvise),
                           SCMP_SYS(futex), SCMP_SYS(exit), SCMP_SYS(exit_group),
                           SCMP_SYS(rt_sigreturn), SCMP_SYS(restart_syscall)}) {
        filter.allow(call);
    }
    filter.allow_if(SCMP_SYS(pread64), {{0, SCMP_CMP_EQ, medium_descriptor, 0}});
    for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO, copy_descriptor}) {
        filter.allow_if(SCMP_SYS(write),
                        {{0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(descriptor), 0}});
    }
    filter.allow_if(SCMP_SYS(mmap),
                    {no_execution(), {3, SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS}});
    filter.allow_if(SCMP_SYS(mprotect), {no_execution()});
    return loaded(filter);
}

Status rule_calls() {
    CallFilter filter(SCMP_ACT_ALLOW);
    for (const char* name : refused) {
        const int call = ::seccomp_syscall_resolve_name(name);
        if (call >= 0) { // below: unknown, or not of this architecture
            filter.refuse(call);
        }
    }
    // A thread is no new process. clone3's flags lie in memory, where no filter sees them; libc
    // falls back to clone.
    filter.refuse_if(SCMP_SYS(clone), {0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0});
    filter.refuse(SCMP_SYS(clone3), ENOSYS);
    // abort() signals itself; the process keeps its number over exec.
    const auto self = static_cast<scmp_datum_t>(::getpid());
    filter.refuse_if(SCMP_SYS(kill), {0, SCMP_CMP_NE, self, 0});
    filter.refuse_if(SCMP_SYS(tgkill), {0, SCMP_CMP_NE, self, 0});
    filter.refuse_if(SCMP_SYS(prlimit64), {0, SCMP_CMP_NE, 0, 0});
    return loaded(filter);
}

} // namespace marquee::manager::worker
