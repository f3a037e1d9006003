#include "manager/front/worker_pool.hpp"

#include <utility>

#include "manager/front/thread_signals.hpp"

namespace marquee::manager {

WorkerPool::WorkerPool(int ordinary_workers, std::size_t queued_max_per_lane)
    : queued_max_(queued_max_per_lane) {
    threads_.emplace_back([this] { work(Duty::reserved_only); });
    for (int i = 0; i < ordinary_workers; ++i) {
        threads_.emplace_back([this] { work(Duty::both_lanes); });
    }
}

WorkerPool::~WorkerPool() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    more_for_ordinary_.notify_all();
    more_for_reserved_.notify_all();
    for (std::thread& thread : threads_) {
        thread.join();
    }
}

bool WorkerPool::try_submit(Lane lane, Task task) {
    {
        const std::lock_guard lock(mutex_);
        std::deque<Task>& queue = lane == Lane::reserved ? reserved_ : ordinary_;
        if (queue.size() >= queued_max_) {
            return false;
        }
        queue.push_back(std::move(task));
    }
    if (lane == Lane::reserved) {
        more_for_reserved_.notify_one();
    }
    more_for_ordinary_.notify_one();
    return true;
}

void WorkerPool::submit_admitted(Task task) {
    {
        const std::lock_guard lock(mutex_);
        ordinary_.push_front(std::move(task));
    }
    more_for_ordinary_.notify_one();
}

std::deque<WorkerPool::Task>* WorkerPool::next_queue(Duty duty) {
    if (!reserved_.empty()) {
        return &reserved_;
    }
    return duty == Duty::both_lanes && !ordinary_.empty() ? &ordinary_ : nullptr;
}

void WorkerPool::work(Duty duty) {
    block_process_signals();
    auto& more = duty == Duty::reserved_only ? more_for_reserved_ : more_for_ordinary_;
    std::unique_lock lock(mutex_);
    for (;;) {
        more.wait(lock, [&] { return closing_ || next_queue(duty) != nullptr; });
        std::deque<Task>* queue = next_queue(duty);
        if (queue == nullptr) {
            return; // closing, and nothing left
        }
        const Task task = std::move(queue->front());
        queue->pop_front();
        lock.unlock();
        task();
        lock.lock();
    }
}

} // namespace marquee::manager
