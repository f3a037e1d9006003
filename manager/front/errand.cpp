#include "manager/front/errand.hpp"

#include <chrono>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace marquee::manager {

namespace asio = boost::asio;

asio::awaitable<bool> run_on_worker(WorkerPool& pool, Entry entry,
                                    const std::function<void()>& work) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    asio::steady_timer wake(executor, asio::steady_timer::time_point::max());
    bool finished = false; // shard thread only
    // The executor is the task's own copy: this frame may be gone before post() returns.
    WorkerPool::Task task = [&work, &wake, &finished, executor] {
        work();
        asio::post(executor, [&wake, &finished] {
            finished = true;
            wake.cancel();
        });
    };
    if (entry == Entry::admitted) {
        pool.submit_admitted(std::move(task));
    } else if (!pool.try_submit(entry == Entry::reserved ? Lane::reserved : Lane::ordinary,
                                std::move(task))) {
        co_return false;
    }
    boost::system::error_code ignored;
    while (!finished) {
        co_await wake.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    co_return true;
}

} // namespace marquee::manager
