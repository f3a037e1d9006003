// A real database for the tests of others: SQLite in a directory of its own.
#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>

#include "manager/sql/sql_database.hpp"
#include "tests/fakes/temporary_directory.hpp"

namespace marquee::manager {

class TestDatabase {
public:
    TestDatabase() {
        auto opened = sql::SqlDatabase::open({file()}, Instant{});
        if (!opened) {
            throw std::runtime_error(to_string(opened.error()));
        }
        database_ = *std::move(opened);
    }

    Database& operator*() { return *database_; }
    Database* operator->() { return database_.get(); }

    std::filesystem::path file() const { return directory_.path() / "manager.db"; }

private:
    TemporaryDirectory directory_;
    std::unique_ptr<Database> database_; // closed before its directory goes
};

} // namespace marquee::manager
