#include "manager/library/worker/file_rules.hpp"

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <linux/landlock.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <span>

namespace marquee::manager::worker {

namespace {

// Rights and attributes that Debian 12's kernel header does not name yet (landlock(7)).
constexpr std::uint64_t refer = 1ULL << 13;           // ABI 2
constexpr std::uint64_t truncate_file = 1ULL << 14;   // ABI 3
constexpr std::uint64_t device_control = 1ULL << 15;  // ABI 5
constexpr std::uint64_t network_bind_connect = 3;     // ABI 4
constexpr std::uint64_t abstract_sockets_signals = 3; // ABI 6
constexpr std::uint64_t first_rights = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

struct RulesetAttributes {
    std::uint64_t handled_files = first_rights;
    std::uint64_t handled_network = 0;
    std::uint64_t scoped = 0;
};

constexpr std::uint64_t read_rights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t run_rights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE;
constexpr std::uint64_t work_rights = read_rights | LANDLOCK_ACCESS_FS_WRITE_FILE
                                      | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE
                                      | truncate_file;
constexpr std::uint64_t file_rights = run_rights | LANDLOCK_ACCESS_FS_WRITE_FILE | truncate_file;

// Where the libraries of a program may lie, and what the loader and libc read at a start.
constexpr std::array system_places{
    "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/lib32", "/usr/local/lib", "/etc/ld.so.cache"};

RulesetAttributes attributes_of(long abi) {
    RulesetAttributes attributes;
    attributes.handled_files |= abi >= 2 ? refer : 0;
    attributes.handled_files |= abi >= 3 ? truncate_file : 0;
    attributes.handled_files |= abi >= 5 ? device_control : 0;
    attributes.handled_network = abi >= 4 ? network_bind_connect : 0;
    attributes.scoped = abi >= 6 ? abstract_sockets_signals : 0;
    return attributes;
}

tl::unexpected<Error> not_ruled(const std::string& what) {
    return fail(ErrorCode::io_failed,
                "the cell's files cannot be ruled: " + what + ": " + std::strerror(errno));
}

class Ruleset {
public:
    explicit Ruleset(const RulesetAttributes& attributes)
        : handled_(attributes.handled_files),
          descriptor_(static_cast<int>(
              ::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0))) {}
    Ruleset(const Ruleset&) = delete;
    Ruleset& operator=(const Ruleset&) = delete;
    ~Ruleset() { ::close(descriptor_); }

    bool made() const { return descriptor_ >= 0; }

    // What lies behind an open descriptor, and beneath it.
    bool allow(int place, std::uint64_t rights) const {
        struct stat about {};
        if (::fstat(place, &about) != 0) {
            return false;
        }
        if (!S_ISDIR(about.st_mode)) {
            rights &= file_rights;
        }
        landlock_path_beneath_attr rule{};
        rule.allowed_access = rights & handled_;
        rule.parent_fd = place;
        return ::syscall(SYS_landlock_add_rule, descriptor_, LANDLOCK_RULE_PATH_BENEATH, &rule, 0)
               == 0;
    }

    // True too when there is no such place.
    bool allow_path(const char* path, std::uint64_t rights) const {
        const int place = ::open(path, O_PATH | O_CLOEXEC);
        if (place < 0) {
            return errno == ENOENT;
        }
        const bool allowed = allow(place, rights);
        ::close(place);
        return allowed;
    }

    bool enforce() const { return ::syscall(SYS_landlock_restrict_self, descriptor_, 0) == 0; }

private:
    std::uint64_t handled_;
    int descriptor_;
};

// The dynamic loader that this program was started with, and others of its kind will be (elf(5)).
const char* loader_path() {
    const auto* headers = reinterpret_cast<const ElfW(Phdr)*>(::getauxval(AT_PHDR));
    const std::span all(headers, ::getauxval(AT_PHNUM));
    std::uintptr_t moved_by = 0;
    for (const ElfW(Phdr) & header : all) {
        if (header.p_type == PT_PHDR) {
            moved_by = reinterpret_cast<std::uintptr_t>(headers) - header.p_vaddr;
        }
    }
    for (const ElfW(Phdr) & header : all) {
        if (header.p_type == PT_INTERP) {
            return reinterpret_cast<const char*>(moved_by + header.p_vaddr);
        }
    }
    return nullptr; // linked statically
}

Status allow_all(const Ruleset& rules, const std::string& program, bool has_medium) {
    for (const char* place : system_places) {
        if (!rules.allow_path(place, read_rights)) {
            return not_ruled(place);
        }
    }
    if (!rules.allow_path("/dev/null", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE)
        || !rules.allow_path(".", work_rights)) {
        return not_ruled("working directory");
    }
    if (has_medium && !rules.allow(medium_descriptor, LANDLOCK_ACCESS_FS_READ_FILE)) {
        return not_ruled("medium");
    }
    if (!program.empty()) {
        const char* const loader = loader_path();
        if (!rules.allow_path(program.c_str(), run_rights)
            || (loader != nullptr && !rules.allow_path(loader, run_rights))) {
            return not_ruled(program);
        }
    }
    return {};
}

} // namespace

Status rule_files(const Confinement& confinement) {
    const long abi =
        ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1) {
        return confinement.files == FileRules::where_present
                   ? Status{}
                   : fail(ErrorCode::unsupported, "this kernel has no Landlock");
    }
    const bool has_medium = ::fcntl(medium_descriptor, F_GETFD) >= 0; // before the ruleset is 3
    const Ruleset rules(attributes_of(abi));
    if (!rules.made()) {
        return not_ruled("ruleset");
    }
    return allow_all(rules, confinement.program, has_medium).and_then([&]() -> Status {
        return rules.enforce() ? Status{} : not_ruled("enforcing");
    });
}

} // namespace marquee::manager::worker
