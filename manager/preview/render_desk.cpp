#include "manager/preview/render_desk.hpp"

#include <algorithm>
#include <csignal>
#include <utility>

#include "schemas/model/limits.hpp"

namespace marquee::manager {

RenderDesk::RenderDesk(RenderProgram program, Milliseconds patience, const Clock& clock,
                       const Log& log)
    : program_(std::move(program)), patience_(patience), clock_(clock), log_(log), thread_([this] {
          work();
      }) {}

RenderDesk::~RenderDesk() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
        if (renderer_ != 0) {
            ::kill(-renderer_, SIGKILL); // its group: nobody waits for its picture any more
        }
    }
    changed_.notify_all();
    thread_.join();
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return callers_ == 0; });
}

Result<RenderReply> RenderDesk::ask(std::string line) {
    const auto job = std::make_shared<Job>();
    job->line = std::move(line);
    job->deadline = clock_.monotonic() + patience_;
    std::unique_lock lock(mutex_);
    if (closing_) { // nobody takes it up any more
        return fail(ErrorCode::preview_failed, "the manager stops");
    }
    if (waiting_.size() >= limits::render_requests_waiting_max) {
        return fail(ErrorCode::busy, "too many previews wait already");
    }
    waiting_.push_back(job);
    changed_.notify_all();
    ++callers_;
    changed_.wait(lock, [&] { return job->reply.has_value(); });
    --callers_;
    changed_.notify_all();
    return *std::move(job->reply);
}

pid_t RenderDesk::renderer() const {
    const std::lock_guard lock(mutex_);
    return renderer_;
}

std::size_t RenderDesk::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

bool RenderDesk::closing() const {
    const std::lock_guard lock(mutex_);
    return closing_;
}

void RenderDesk::note_renderer(pid_t pid) {
    const std::lock_guard lock(mutex_);
    renderer_ = pid;
    if (closing_ && pid != 0) {
        ::kill(-pid, SIGKILL); // started just before the destructor looked
    }
}

void RenderDesk::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
        if (waiting_.empty()) {
            break;
        }
        const std::shared_ptr<Job> job = waiting_.front();
        waiting_.pop_front();
        const bool closing = closing_;
        lock.unlock();
        Result<RenderReply> reply =
            closing ? fail(ErrorCode::preview_failed, "the manager stops") : serve(*job);
        lock.lock();
        job->reply = std::move(reply);
        changed_.notify_all();
    }
    renderer_ = 0;
    process_.reset();
}

Result<RenderReply> RenderDesk::serve(const Job& job) {
    Result<RenderReply> reply = attempt(job);
    if (!reply && reply.error().code == ErrorCode::preview_failed) {
        reply = attempt(job);
    }
    return reply;
}

Result<RenderReply> RenderDesk::attempt(const Job& job) {
    if (closing()) {
        return fail(ErrorCode::preview_failed, "the manager stops");
    }
    if (clock_.monotonic() >= job.deadline) {
        return fail(ErrorCode::timed_out, "others took all the time");
    }
    if (!process_) {
        auto started = RenderProcess::start(program_);
        if (!started) {
            log_.failure(LogLevel::error, "preview", "renderer_not_started", started.error());
            return tl::unexpected<Error>(started.error());
        }
        process_.emplace(*std::move(started));
        note_renderer(process_->pid());
    }
    const Microseconds stuck = clock_.monotonic() + patience_ * 3 / 4;
    Result<RenderReply> reply = process_->ask(job.line, std::min(job.deadline, stuck), clock_);
    if (!reply) {
        log_.failure(LogLevel::warning, "preview", "renderer_broke_down", reply.error());
        note_renderer(0); // before its number can be another's
        process_.reset();
    }
    return reply;
}

} // namespace marquee::manager
