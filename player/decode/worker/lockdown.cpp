#include "player/decode/worker/lockdown.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <tuple>

#include "schemas/model/limits.hpp"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MARQUEE_SANITIZED 1
#else
#define MARQUEE_SANITIZED 0
#endif

namespace marquee::player::worker {

namespace {

constexpr rlim_t descriptors_max = 8;

// Allowed with any arguments: memory that is already ours, time, and leaving.
constexpr std::array plain_calls{SCMP_SYS(munmap),
                                 SCMP_SYS(mremap),
                                 SCMP_SYS(brk),
                                 SCMP_SYS(madvise),
                                 SCMP_SYS(futex),
                                 SCMP_SYS(clock_gettime),
                                 SCMP_SYS(sched_getaffinity),
                                 SCMP_SYS(exit),
                                 SCMP_SYS(exit_group),
                                 SCMP_SYS(rt_sigreturn),
                                 SCMP_SYS(restart_syscall)};

#if MARQUEE_SANITIZED
// What the sanitizers' own run time needs, and no release build has.
constexpr std::array sanitizer_calls{SCMP_SYS(mmap),           SCMP_SYS(mprotect),
                                     SCMP_SYS(sigaltstack),    SCMP_SYS(rt_sigaction),
                                     SCMP_SYS(rt_sigprocmask), SCMP_SYS(gettid),
                                     SCMP_SYS(getpid),         SCMP_SYS(sched_yield),
                                     SCMP_SYS(write),          SCMP_SYS(readlink),
                                     SCMP_SYS(prctl),          SCMP_SYS(tgkill),
                                     SCMP_SYS(getrandom),      SCMP_SYS(set_robust_list),
                                     SCMP_SYS(pipe2),          SCMP_SYS(read),
                                     SCMP_SYS(close)};
#else
constexpr std::array<int, 0> sanitizer_calls{};
#endif

tl::unexpected<Error> not_locked(const char* layer, int number) {
    return fail(ErrorCode::io_failed,
                std::string("the decoder cannot be locked in: ") + std::strerror(number), layer);
}

Status limit_resources() {
    struct Limit {
        __rlimit_resource_t resource;
        rlim_t most;
    };
    constexpr std::array limits_table{Limit{RLIMIT_FSIZE, 0}, Limit{RLIMIT_CORE, 0},
                                      Limit{RLIMIT_NOFILE, descriptors_max}, Limit{RLIMIT_NPROC, 0},
                                      Limit{RLIMIT_MEMLOCK, 0}};
    for (const auto& [resource, most] : limits_table) {
        const rlimit limit{most, most};
        if (::setrlimit(resource, &limit) != 0) {
            return not_locked("rlimit", errno);
        }
    }
    if (MARQUEE_SANITIZED == 0) { // shadow memory alone is terabytes of address space
        const rlimit limit{limits::decode_address_space_bytes, limits::decode_address_space_bytes};
        if (::setrlimit(RLIMIT_AS, &limit) != 0) {
            return not_locked("rlimit", errno);
        }
    }
    return {};
}

// A ruleset that handles every file access and allows none. Absent before Linux 5.13 and where it
// is switched off; seccomp forbids the same calls anyway.
Status deny_files() {
    landlock_ruleset_attr all{};
    all.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1; // the first ABI's rights
    const long rules = ::syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    if (rules < 0) {
        return {};
    }
    const long done = ::syscall(SYS_landlock_restrict_self, rules, 0);
    const int number = errno;
    ::close(static_cast<int>(rules));
    return done == 0 ? Status{} : not_locked("landlock", number);
}

// Collects the first error of many rules.
class CallFilter {
public:
    CallFilter() : context_(::seccomp_init(SCMP_ACT_KILL_PROCESS), &::seccomp_release) {}

    void allow(int call) { note(::seccomp_rule_add(context_.get(), SCMP_ACT_ALLOW, call, 0)); }

    void allow_if(int call, std::span<const scmp_arg_cmp> conditions) {
        note(::seccomp_rule_add_array(context_.get(), SCMP_ACT_ALLOW, call,
                                      static_cast<unsigned>(conditions.size()), conditions.data()));
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

scmp_arg_cmp argument_is(unsigned place, scmp_datum_t value) {
    return {place, SCMP_CMP_EQ, value, 0};
}

scmp_arg_cmp argument_has(unsigned place, scmp_datum_t mask, scmp_datum_t value) {
    return {place, SCMP_CMP_MASKED_EQ, mask, value};
}

Status filter_calls() {
    CallFilter filter;
    for (const int call : plain_calls) {
        filter.allow(call);
    }
    for (const int call : sanitizer_calls) {
        filter.allow(call);
    }
    filter.allow_if(SCMP_SYS(pread64), std::array{argument_is(0, media_descriptor)});
    filter.allow_if(SCMP_SYS(recvmsg), std::array{argument_is(0, socket_descriptor)});
    filter.allow_if(SCMP_SYS(sendto), std::array{argument_is(0, socket_descriptor)});
    if (MARQUEE_SANITIZED == 0) { // these three are allowed whole above, in sanitizer builds
        filter.allow_if(SCMP_SYS(write), std::array{argument_is(0, STDERR_FILENO)});
        filter.allow_if(SCMP_SYS(mmap), std::array{argument_has(2, PROT_EXEC, 0),
                                                   argument_has(3, MAP_ANONYMOUS, MAP_ANONYMOUS)});
        filter.allow_if(SCMP_SYS(mprotect), std::array{argument_has(2, PROT_EXEC, 0)});
    }
    const int error = filter.load();
    return error == 0 ? Status{} : not_locked("seccomp", -error);
}

} // namespace

void stand_back() {
    constexpr std::string_view first_to_go = "900"; // of 1,000, proc(5)
    const int score = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (score >= 0) {
        std::ignore = ::write(score, first_to_go.data(), first_to_go.size());
        ::close(score);
    }
    if (::getpriority(PRIO_PROCESS, 0) < 0) {
        ::setpriority(PRIO_PROCESS, 0, 0);
    }
}

Status lock_down() {
    ::prctl(PR_SET_DUMPABLE, 0);
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return not_locked("no_new_privs", errno);
    }
    if (auto files = deny_files(); !files) {
        return files;
    }
    if (auto resources = limit_resources(); !resources) {
        return resources;
    }
    return filter_calls();
}

} // namespace marquee::player::worker
