#include "player/render/confinement.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MARQUEE_SANITIZED 1
#else
#define MARQUEE_SANITIZED 0
#endif

namespace marquee::player {
namespace {

constexpr std::uint64_t file_rights =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE;
constexpr std::uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t running = reading | LANDLOCK_ACCESS_FS_EXECUTE;
constexpr std::uint64_t first_rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1; // of the first ABI
constexpr std::uint64_t right_to_refer = 1ULL << 13;                           // second ABI
constexpr std::uint64_t right_to_truncate = 1ULL << 14;                        // third ABI

// Nobody who draws needs these.
constexpr std::array never{SCMP_SYS(socket),
                           SCMP_SYS(connect),
                           SCMP_SYS(bind),
                           SCMP_SYS(listen),
                           SCMP_SYS(accept),
                           SCMP_SYS(accept4),
                           SCMP_SYS(mount),
                           SCMP_SYS(umount2),
                           SCMP_SYS(pivot_root),
                           SCMP_SYS(chroot),
                           SCMP_SYS(process_vm_readv),
                           SCMP_SYS(process_vm_writev),
                           SCMP_SYS(bpf),
                           SCMP_SYS(perf_event_open),
                           SCMP_SYS(userfaultfd),
                           SCMP_SYS(keyctl),
                           SCMP_SYS(add_key),
                           SCMP_SYS(request_key),
                           SCMP_SYS(io_uring_setup),
                           SCMP_SYS(unshare),
                           SCMP_SYS(setns),
                           SCMP_SYS(init_module),
                           SCMP_SYS(finit_module),
                           SCMP_SYS(kexec_load),
                           SCMP_SYS(reboot),
                           SCMP_SYS(swapon),
                           SCMP_SYS(setuid),
                           SCMP_SYS(setgid),
                           SCMP_SYS(mknod),
                           SCMP_SYS(mknodat),
                           SCMP_SYS(unlink),
                           SCMP_SYS(unlinkat),
                           SCMP_SYS(rename),
                           SCMP_SYS(renameat),
                           SCMP_SYS(renameat2),
                           SCMP_SYS(mkdir),
                           SCMP_SYS(mkdirat),
                           SCMP_SYS(rmdir),
                           SCMP_SYS(link),
                           SCMP_SYS(linkat),
                           SCMP_SYS(symlink),
                           SCMP_SYS(symlinkat),
                           SCMP_SYS(chmod),
                           SCMP_SYS(fchmodat),
                           SCMP_SYS(chown),
                           SCMP_SYS(fchownat),
                           SCMP_SYS(truncate),
                           SCMP_SYS(creat)};

tl::unexpected<Error> not_confined(const char* layer, int number) {
    return fail(ErrorCode::io_failed,
                std::string("the renderer cannot be confined: ") + std::strerror(number), layer);
}

// The ruleset of Landlock while it is made.
class FileRules {
public:
    // Nothing where the kernel has no Landlock; seccomp forbids what it can.
    static std::optional<FileRules> create() {
        const long abi =
            ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
        if (abi < 1) {
            return std::nullopt;
        }
        landlock_ruleset_attr all{};
        all.handled_access_fs =
            first_rights | (abi >= 2 ? right_to_refer : 0) | (abi >= 3 ? right_to_truncate : 0);
        const long rules = ::syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
        return rules < 0 ? std::nullopt : std::optional(FileRules(static_cast<int>(rules)));
    }

    FileRules(FileRules&& other) noexcept : rules_(std::exchange(other.rules_, -1)) {}
    FileRules& operator=(FileRules&&) = delete;
    ~FileRules() {
        if (rules_ >= 0) {
            ::close(rules_);
        }
    }

    // Remembers the first failure; what is not there needs no rule.
    void allow(const std::filesystem::path& place, std::uint64_t rights) {
        const int opened = ::open(place.c_str(), O_PATH | O_CLOEXEC);
        struct stat status {};
        if (opened < 0) {
            return;
        }
        if (::fstat(opened, &status) == 0 && !S_ISDIR(status.st_mode)) {
            rights &= file_rights;
        }
        const landlock_path_beneath_attr rule{rights, opened};
        if (::syscall(SYS_landlock_add_rule, rules_, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0
            && error_ == 0) {
            error_ = errno;
        }
        ::close(opened);
    }

    Status enforce() {
        if (error_ == 0 && ::syscall(SYS_landlock_restrict_self, rules_, 0) != 0) {
            error_ = errno;
        }
        return error_ == 0 ? Status{} : not_confined("landlock", error_);
    }

private:
    explicit FileRules(int rules) : rules_(rules) {}

    int rules_;
    int error_ = 0;
};

Status confine_files(const Confinement& walls) {
    std::optional<FileRules> rules = FileRules::create();
    if (!rules) {
        return {};
    }
    for (const std::filesystem::path& place : walls.readable) {
        rules->allow(place, reading);
    }
    if (!walls.decoder.empty()) { // it, its libraries, and what they ask about the processor
        for (const char* const place : {"/usr/lib", "/usr/lib64", "/lib", "/lib64"}) {
            rules->allow(place, running);
        }
        rules->allow(walls.decoder.parent_path(), running);
        for (const char* const place :
             {"/etc/ld.so.cache", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu"}) {
            rules->allow(place, reading);
        }
        rules->allow("/dev/null", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE);
    }
    return rules->enforce();
}

// Collects the first error of many rules.
class CallFilter {
public:
    CallFilter() : context_(::seccomp_init(SCMP_ACT_ALLOW), &::seccomp_release) {}

    void forbid(int call, int number = EPERM) {
        note(::seccomp_rule_add(context_.get(), SCMP_ACT_ERRNO(number), call, 0));
    }
    void forbid_if(int call, scmp_arg_cmp condition) {
        note(::seccomp_rule_add_array(context_.get(), SCMP_ACT_ERRNO(EPERM), call, 1, &condition));
    }

    Status load() {
        note(context_ ? ::seccomp_load(context_.get()) : -ENOMEM);
        return error_ == 0 ? Status{} : not_confined("seccomp", -error_);
    }

private:
    void note(int result) { error_ = error_ != 0 ? error_ : result; }

    std::unique_ptr<void, void (*)(scmp_filter_ctx)> context_;
    int error_ = 0;
};

// Threads may be started, processes not. clone3 hides its flags in memory: the C library then
// takes clone.
void forbid_processes(CallFilter& filter) {
    filter.forbid(SCMP_SYS(execve));
    filter.forbid(SCMP_SYS(execveat));
    filter.forbid(SCMP_SYS(fork));
    filter.forbid(SCMP_SYS(vfork));
    filter.forbid(SCMP_SYS(clone3), ENOSYS);
    filter.forbid_if(SCMP_SYS(clone), {0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0});
}

void forbid_writing(CallFilter& filter) {
    for (const scmp_datum_t mode : {O_WRONLY, O_RDWR}) {
        filter.forbid_if(SCMP_SYS(openat), {2, SCMP_CMP_MASKED_EQ, O_ACCMODE, mode});
        filter.forbid_if(SCMP_SYS(open), {1, SCMP_CMP_MASKED_EQ, O_ACCMODE, mode});
    }
    filter.forbid(SCMP_SYS(openat2), ENOSYS);
}

Status confine_calls(const Confinement& walls) {
    CallFilter filter;
    for (const int call : never) {
        filter.forbid(call);
    }
    if (MARQUEE_SANITIZED == 0) { // whose own run time traces and clones when it ends
        filter.forbid(SCMP_SYS(ptrace));
        if (walls.decoder.empty()) {
            forbid_processes(filter);
        }
    }
    if (walls.decoder.empty()) {
        forbid_writing(filter);
    }
    return filter.load();
}

// No core file either: it would hold what was drawn.
Status limit_resources() {
    const rlimit none{0, 0};
    return ::setrlimit(RLIMIT_CORE, &none) == 0 ? Status{} : not_confined("rlimit", errno);
}

} // namespace

Status confine(const Confinement& walls) {
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return not_confined("no_new_privs", errno);
    }
    return confine_files(walls).and_then([&] { return limit_resources(); }).and_then([&] {
        return confine_calls(walls);
    });
}

} // namespace marquee::player
