// What the repository contract is checked on. Each engine links these tests with its own factory.
#pragma once

#include <memory>

#include "manager/ports/database.hpp"

namespace marquee::manager {

// An empty database at the newest schema. It cleans up behind itself.
class DatabaseUnderTest {
public:
    virtual ~DatabaseUnderTest() = default;
    virtual Database& operator*() = 0;

    Database* operator->() { return &**this; }
};

std::unique_ptr<DatabaseUnderTest> empty_database();

// With sample::found_city in it.
std::unique_ptr<DatabaseUnderTest> city_database();

} // namespace marquee::manager
