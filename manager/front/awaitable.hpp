// Asio's coroutine type, which in 1.74 uses std::exchange without including it.
//
// Three rules that GCC 12 sets every coroutine here: parameters are references or trivial values;
// arguments in a co_await expression are named, never {} or temporaries; and no co_await stands
// behind &&, || or ?: (the awaitable of the branch not taken is destroyed though it was never
// made).
#pragma once

#include <utility>

#include <boost/asio/awaitable.hpp>
