#include "player/crash_guard.hpp"

#include <tuple>
#include <utility>

#include "common/durable_file.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

constexpr std::string_view room = "player";
constexpr std::size_t record_bytes_max = 256 * limits::KiB;
constexpr Seconds trial_time{limits::crash_window_seconds};

StartRecord record_of(const std::filesystem::path& file, const Log& log) {
    const auto text = read_whole(file, record_bytes_max);
    if (!text && text.error().code == ErrorCode::not_found) {
        return {};
    }
    auto record = text ? start_record_from(*text) : std::nullopt;
    if (!record) {
        log.warning(room, "starts_not_read", {{"file", file.string()}});
        std::ignore = set_aside(file);
        return {};
    }
    return *std::move(record);
}

} // namespace

CrashGuard::CrashGuard(std::filesystem::path directory, const std::string& machine_boot,
                       const Clock& clock, const Log& log, Receiver receiver)
    : file_(std::move(directory) / "starts"),
      clock_(clock),
      log_(log),
      receiver_(std::move(receiver)),
      record_(record_of(file_, log)) {
    const std::lock_guard lock(mutex_);
    begin_start(record_, machine_boot, clock_.monotonic());
    if (!record_.put_off.empty()) {
        const Seconds rest = rest_before_trial(record_.times);
        due_ = clock_.monotonic() + rest;
        log_.error(room, "content_put_off",
                   {{"times", record_.times}, {"tried_again_in_s", rest.count()}});
    }
    keep();
}

void CrashGuard::keep() {
    const Status kept = write_durably(file_, to_text(record_));
    if (!kept && !std::exchange(complained_, true)) {
        log_.failure(LogLevel::error, room, "starts_not_kept", kept.error());
    }
}

CrashGuard::Admitted CrashGuard::judged(const PresentationPtr& presentation) const {
    const auto bad = record_.put_off.find(presentation->display);
    if (record_.trial || bad == record_.put_off.end()) {
        return {presentation, false};
    }
    PresentationPtr rest = without(presentation, bad->second);
    const bool put_off = words_of(*rest) != words_of(*presentation);
    return {std::move(rest), put_off};
}

void CrashGuard::admit(const PresentationPtr& presentation) {
    const std::lock_guard lock(mutex_);
    if (presentation->display.empty()) { // before enrolment there is no content
        receiver_({presentation, false});
        return;
    }
    if (note_shown(record_, presentation->display, words_of(*presentation))) {
        keep();
    }
    admitted_[presentation->display] = presentation;
    receiver_(judged(presentation));
}

void CrashGuard::attend() {
    const std::lock_guard lock(mutex_);
    if (!due_ || clock_.monotonic() < *due_) {
        return;
    }
    if (record_.trial || record_.put_off.empty()) {
        log_.info(room, "content_holds");
        pass_trial(record_);
        due_.reset();
        keep();
        return;
    }
    log_.warning(room, "content_tried_again", {{"times", record_.times}});
    begin_trial(record_);
    due_ = clock_.monotonic() + trial_time;
    keep();
    for (const auto& [display, presentation] : admitted_) {
        receiver_({presentation, false});
    }
}

void CrashGuard::forgive() {
    const std::lock_guard lock(mutex_);
    end_in_order(record_);
    keep();
}

CrashGuardThread::CrashGuardThread(CrashGuard& guard, const Clock& clock)
    : thread_([this, &guard, &clock](const std::stop_token& stop) {
          while (!stop.stop_requested()) {
              guard.attend();
              sleeper_.wait_until(clock.monotonic() + Seconds{1});
          }
      }) {}

CrashGuardThread::~CrashGuardThread() {
    thread_.request_stop();
    sleeper_.wake();
}

} // namespace marquee::player
