// A shard's coroutine has work done by a worker, and goes on when it is done.
#pragma once

#include <functional>

#include <boost/asio/any_io_executor.hpp>

#include "manager/front/awaitable.hpp"
#include "manager/front/worker_pool.hpp"

namespace marquee::manager {

// How the errand enters the pool: by the queue of a lane, which may be full, or as the next step of
// work that was let in before.
enum class Entry { ordinary, reserved, admitted };

inline Entry entry_of(Lane lane) {
    return lane == Lane::reserved ? Entry::reserved : Entry::ordinary;
}

// Runs `work` (which must not throw) on a worker and resumes on the shard thread. False: the queue
// is full and `work` did not run. Whatever happens to the peer meanwhile, it comes back only after
// `work` has ended, so `work` may refer to what the caller owns.
boost::asio::awaitable<bool> run_on_worker(WorkerPool& pool, Entry entry,
                                           const std::function<void()>& work);

} // namespace marquee::manager
