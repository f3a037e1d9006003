#include "manager/library/ingest_cell.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>

#include "common/file_error.hpp"
#include "manager/ports/file_descriptor.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

constexpr std::size_t line_bytes_max = 16 * 1024;
constexpr std::size_t errors_bytes_kept = 16 * 1024;
constexpr int pieces_a_turn = 64;
constexpr std::size_t heard_bytes_max = 256 * 1024 * 1024; // the packets of three hours take 60
constexpr Milliseconds turn{250};
constexpr int medium_descriptor = 3;
constexpr int not_locked_status = 125; // of marquee-ingest, main.cpp
constexpr int not_found_status = 127;

struct Pipe {
    FileDescriptor ours;
    FileDescriptor theirs;

    bool open() {
        std::array<int, 2> ends{-1, -1};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            return false;
        }
        ours = FileDescriptor(ends[0]);
        theirs = FileDescriptor(ends[1]);
        return ::fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0;
    }
};

ChildPlan plan_of(const CellPrograms& programs, const CellTask& task) {
    ChildPlan plan{.program = programs.ingest,
                   .environment = {"LANG=C.UTF-8", "AV_LOG_FORCE_NOCOLOR=1"},
                   .directory = task.folder};
    plan.arguments = {programs.files_ruled ? "required" : "where_present",
                      std::to_string(limits::ingest_address_space_bytes),
                      std::to_string(task.cpu_seconds_max), std::to_string(limits::asset_bytes_max),
                      task.program.string()};
    plan.arguments.insert(plan.arguments.end(), task.arguments.begin(), task.arguments.end());
    if (task.medium >= 0) {
        plan.descriptors.push_back({task.medium, medium_descriptor});
    }
    return plan;
}

// Reads both streams of a child until they end, cuts the one into lines and keeps the end of the
// other.
class Listening {
public:
    Listening(const CellTask& task, const CellWatch& watch, const Clock& clock)
        : task_(task),
          watch_(watch),
          clock_(clock),
          deadline_(clock.monotonic() + task.patience),
          last_line_(clock.monotonic()) {}

    bool open() { return output_.open() && errors_.open(); }
    ChildStreams streams() const { return {-1, output_.theirs.get(), errors_.theirs.get()}; }
    void child_started() {
        output_.theirs = {};
        errors_.theirs = {};
    }

    Status until_ended() {
        while (output_.ours.is_open() || errors_.ours.is_open()) {
            std::array<pollfd, 2> watched{
                {{output_.ours.get(), POLLIN, 0}, {errors_.ours.get(), POLLIN, 0}}};
            ::poll(watched.data(), watched.size(), static_cast<int>(turn.count()));
            if (Status heard = hear(); !heard) {
                return heard;
            }
            if (Status patient = judge(); !patient) {
                return patient;
            }
        }
        return {};
    }

    std::string kept;

private:
    Status judge() const {
        if (watch_.stop()) {
            return fail(ErrorCode::wrong_state, "stopped");
        }
        const Microseconds now = clock_.monotonic();
        if (now > deadline_) {
            return fail(ErrorCode::timed_out, "the child took too long");
        }
        if (task_.silence_max > Milliseconds{0} && now - last_line_ > task_.silence_max) {
            return fail(ErrorCode::timed_out, "the child made no progress");
        }
        return {};
    }

    // A bounded part at a time: one who never stops must not keep us from looking at the clock.
    Status hear() {
        std::string piece;
        for (int i = 0; i < pieces_a_turn && !(piece = take(errors_.ours)).empty(); ++i) {
            heard_bytes_ += piece.size();
            kept += piece;
            if (kept.size() > 2 * errors_bytes_kept) {
                kept.erase(0, kept.size() - errors_bytes_kept);
            }
        }
        for (int i = 0; i < pieces_a_turn && !(piece = take(output_.ours)).empty(); ++i) {
            heard_bytes_ += piece.size();
            waiting_ += piece;
            if (Status said = cut_lines(); !said) {
                return said;
            }
        }
        return heard_bytes_ <= heard_bytes_max
                   ? Status{}
                   : fail(ErrorCode::too_large, "the child never stops talking");
    }

    Status cut_lines() {
        std::size_t from = 0;
        for (std::size_t end; (end = waiting_.find('\n', from)) != std::string::npos;
             from = end + 1) {
            last_line_ = clock_.monotonic();
            if (!watch_.line(std::string_view(waiting_).substr(from, end - from))) {
                return fail(ErrorCode::too_large, "the child said more than was asked");
            }
        }
        waiting_.erase(0, from);
        return waiting_.size() <= line_bytes_max
                   ? Status{}
                   : fail(ErrorCode::too_large, "the child said an endless line");
    }

    // What is there now; empty: nothing yet, or the end, and then the descriptor is closed.
    static std::string take(FileDescriptor& from) {
        std::array<char, 16 * 1024> piece;
        if (!from.is_open()) {
            return {};
        }
        const ssize_t got = ::read(from.get(), piece.data(), piece.size());
        if (got > 0) {
            return {piece.data(), static_cast<std::size_t>(got)};
        }
        if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
            from = {};
        }
        return {};
    }

    const CellTask& task_;
    const CellWatch& watch_;
    const Clock& clock_;
    Microseconds deadline_;
    Microseconds last_line_;
    Pipe output_;
    Pipe errors_;
    std::string waiting_; // the beginning of a line
    std::size_t heard_bytes_ = 0;
};

Result<CellRun> judged(CellRun run, const CellTask& task) {
    if (run.exit == ChildExit{ChildEnding::exited, not_locked_status}) {
        return fail(run.errors.find("no Landlock") != std::string::npos ? ErrorCode::unsupported
                                                                        : ErrorCode::io_failed,
                    run.errors);
    }
    if (run.exit == ChildExit{ChildEnding::exited, not_found_status}) {
        return fail(ErrorCode::not_found, run.errors, task.program.string());
    }
    return run;
}

} // namespace

Result<CellRun> run_in_cell(const CellPrograms& programs, const CellTask& task,
                            const CellWatch& watch, const Clock& clock) {
    Listening listening(task, watch, clock);
    if (!listening.open()) {
        return tl::unexpected(file_error(errno, "prepare a cell", programs.ingest));
    }
    auto child = Child::start(plan_of(programs, task), listening.streams());
    if (!child) {
        return tl::unexpected(child.error());
    }
    listening.child_started();
    if (const Status said = listening.until_ended(); !said) {
        return tl::unexpected(said.error()); // ~Child kills it
    }
    const auto exit = child->wait_until(clock.monotonic() + task.patience, clock);
    if (!exit) {
        return fail(ErrorCode::timed_out, "the child took too long");
    }
    return judged({*exit, std::move(listening.kept)}, task);
}

} // namespace marquee::manager
