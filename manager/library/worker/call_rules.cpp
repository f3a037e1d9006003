#include "manager/library/worker/call_rules.hpp"

#include <sched.h>
#include <seccomp.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <span>

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

// Collects the first error of many rules. What is not named is allowed; a call of another
// architecture's table kills.
class CallFilter {
public:
    CallFilter() : context_(::seccomp_init(SCMP_ACT_ALLOW), &::seccomp_release) {}

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

} // namespace

Status rule_calls() {
    CallFilter filter;
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
    const int error = filter.load();
    return error == 0 ? Status{}
                      : fail(ErrorCode::io_failed, std::string("the cell's calls cannot be ruled: ")
                                                       + std::strerror(-error));
}

} // namespace marquee::manager::worker
