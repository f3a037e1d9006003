#include "manager/library/worker/confinement.hpp"

#include <linux/capability.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "manager/library/worker/call_rules.hpp"
#include "manager/library/worker/file_rules.hpp"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MARQUEE_SANITIZED 1
#else
#define MARQUEE_SANITIZED 0
#endif

namespace marquee::manager::worker {

namespace {

constexpr int lowest_sensible_priority = 10;
constexpr rlim_t descriptors_max = 64;
constexpr rlim_t locked_bytes_max = 64 * 1024; // libgcrypt complains without any

tl::unexpected<Error> not_confined(const char* layer) {
    return fail(ErrorCode::io_failed,
                std::string("the cell cannot be locked: ") + layer + ": " + std::strerror(errno));
}

// As an ordinary user it takes a user namespace to get a network of one's own. Where neither is
// allowed seccomp stands alone.
void leave_network() {
    if (::unshare(CLONE_NEWNET) != 0) {
        static_cast<void>(::unshare(CLONE_NEWUSER | CLONE_NEWNET));
    }
}

bool drop_capabilities() {
    ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    __user_cap_header_struct header{};
    header.version = _LINUX_CAPABILITY_VERSION_3;
    const std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> none{};
    return ::syscall(SYS_capset, &header, none.data()) == 0;
}

struct Limit {
    __rlimit_resource_t resource;
    rlim_t most;
};

bool set_limit(const Limit& limit) {
    const rlimit both{limit.most, limit.most};
    return ::setrlimit(limit.resource, &both) == 0;
}

Status limit_resources(const Confinement& confinement) {
    const std::array limits{Limit{RLIMIT_CORE, 0},
                            Limit{RLIMIT_MEMLOCK, locked_bytes_max},
                            Limit{RLIMIT_MSGQUEUE, 0},
                            Limit{RLIMIT_NOFILE, descriptors_max},
                            Limit{RLIMIT_FSIZE, confinement.file_bytes_max},
                            Limit{RLIMIT_CPU, confinement.cpu_seconds_max}};
    for (const Limit& limit : limits) {
        if (!set_limit(limit)) {
            return not_confined("limits");
        }
    }
    // A sanitizer's shadow alone is terabytes of address space; what we become by exec has none.
    const bool stays_itself = confinement.program.empty();
    if (!(MARQUEE_SANITIZED && stays_itself)
        && !set_limit({RLIMIT_AS, confinement.memory_bytes_max})) {
        return not_confined("memory limit");
    }
    return {};
}

} // namespace

Status confine(const Confinement& confinement) {
    const pid_t parent = ::getppid();
    ::setpriority(PRIO_PROCESS, 0, lowest_sensible_priority);
    leave_network();
    if (!drop_capabilities()) {
        return not_confined("capabilities");
    }
    // After the last change of credentials, which could clear it.
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != parent) {
        return not_confined("parent");
    }
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return not_confined("no_new_privs");
    }
    const Status files = rule_files(confinement);
    if (!files) {
        return files;
    }
    // A sanitizer makes calls of its own, and has no memory left to prepare anything once its
    // address space is limited: there the limits come last.
    if (confinement.program.empty() && !MARQUEE_SANITIZED) {
        return limit_resources(confinement).and_then([] { return rule_calls_of_looking(); });
    }
    return rule_calls().and_then([&] { return limit_resources(confinement); });
}

} // namespace marquee::manager::worker
