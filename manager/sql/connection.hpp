// One session with the database: SQL text and values in, rows of values out. The only file of the
// product that knows Poco::Data; its exceptions stop here.
//
// Parameters are written $1, $2, … and numbered in the order of their first appearance, which both
// SQLite and PostgreSQL understand.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "schemas/model/error.hpp"

namespace marquee::manager::sql {

// NULL, an integer or UTF-8 text.
using Value = std::variant<std::monostate, std::int64_t, std::string>;
using Values = std::vector<Value>;
using Row = std::vector<Value>;

// read_only: PRAGMA query_only.
enum class SessionMode { read_write, read_only };

// Used by one thread at a time.
//
// Failures: already_exists (a key is taken), invalid_reference (a foreign key leads nowhere, or
// still leads here), disk_full, busy, io_failed (unreadable, damaged), malformed (text with a NUL
// character), internal (SQL that the database refuses).
class Connection {
public:
    // Opens the file, or makes it with mode 0600, in WAL mode with synchronous=FULL and foreign
    // keys. The database never grows over `bytes_max`: disk_full.
    static Result<std::unique_ptr<Connection>> open(const std::filesystem::path& file,
                                                    SessionMode mode, std::uint64_t bytes_max);
    struct Session;
    explicit Connection(std::unique_ptr<Session> session); // for open()
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Result<std::vector<Row>> query(const std::string& sql, const Values& values = {});

    // The number of rows changed.
    Result<std::int64_t> execute(const std::string& sql, const Values& values = {});

    // Any number of statements without parameters. Stops at the first that fails.
    Status script(const std::string& sql);

    // Writes a consistent copy to `file`, which must not exist, and makes it durable; mode 0600.
    Status copy_to(const std::filesystem::path& file);

    // False too when a failure has rolled the transaction back.
    bool in_transaction() const;

private:
    template<typename Work>
    auto guarded(std::string_view doing, const Work& work) -> decltype(work());

    std::unique_ptr<Session> session_;
};

} // namespace marquee::manager::sql
