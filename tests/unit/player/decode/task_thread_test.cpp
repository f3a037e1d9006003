#include <catch2/catch.hpp>

#include <atomic>
#include <numeric>
#include <thread>

#include "player/decode/task_thread.hpp"

using namespace marquee::player;

TEST_CASE("tasks run in order, and all of them before the thread is gone") {
    std::vector<int> done;
    {
        TaskThread thread;
        for (int task = 0; task < 1'000; ++task) {
            thread.post([&done, task] { done.push_back(task); });
        }
    }
    std::vector<int> all(1'000);
    std::iota(all.begin(), all.end(), 0);
    REQUIRE(done == all);
}

TEST_CASE("tasks run on one thread, which is not the caller's") {
    std::atomic<int> elsewhere{0};
    {
        TaskThread thread;
        std::thread other([&] { thread.post([&] { ++elsewhere; }); });
        const auto here = std::this_thread::get_id();
        thread.post([&, here] { elsewhere += std::this_thread::get_id() != here ? 1 : 0; });
        other.join();
    }
    REQUIRE(elsewhere == 2);
}

TEST_CASE("a task may post the next") {
    std::atomic<int> done{0};
    {
        TaskThread thread;
        thread.post([&] {
            ++done;
            thread.post([&] { ++done; });
        });
    }
    REQUIRE(done == 2);
}
