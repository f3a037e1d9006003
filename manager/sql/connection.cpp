#include "manager/sql/connection.hpp"

#include <array>
#include <deque>
#include <exception>
#include <mutex>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <Poco/Data/RecordSet.h>
#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Data/Session.h>
#include <Poco/Nullable.h>
#include <sqlite3.h>

#include "common/durable_file.hpp"
#include "common/file_error.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager::sql {

namespace {

using Poco::Data::Statement;
using Poco::Data::Keywords::use;

ErrorCode code_of(int extended_code) {
    switch (extended_code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
        return ErrorCode::already_exists;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return ErrorCode::invalid_reference;
    default:
        break;
    }
    switch (extended_code & 0xff) {
    case SQLITE_FULL:
        return ErrorCode::disk_full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::busy;
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ErrorCode::io_failed;
    default:
        return ErrorCode::internal;
    }
}

// Values that a Poco statement refers to while it runs; a deque so that none of them moves.
class Bound {
public:
    Bound(Statement& statement, const Values& values) {
        for (const Value& value : values) {
            if (const auto* number = std::get_if<std::int64_t>(&value)) {
                numbers_.emplace_back(*number);
                statement, use(numbers_.back());
            } else {
                const auto* text = std::get_if<std::string>(&value);
                texts_.push_back(text ? Poco::Nullable<std::string>(*text)
                                      : Poco::Nullable<std::string>());
                statement, use(texts_.back());
            }
        }
    }

private:
    std::deque<Poco::Int64> numbers_;
    std::deque<Poco::Nullable<std::string>> texts_;
};

Value value_of(const Poco::Dynamic::Var& cell) {
    if (cell.isEmpty()) {
        return std::monostate{};
    }
    if (cell.isInteger()) {
        return std::int64_t{cell.convert<Poco::Int64>()};
    }
    return cell.convert<std::string>();
}

bool has_nul(const Values& values) {
    for (const Value& value : values) {
        const auto* text = std::get_if<std::string>(&value);
        if (text && text->find('\0') != std::string::npos) {
            return true;
        }
    }
    return false;
}

// Made before SQLite makes it, for its mode; SQLite gives its own files beside it the same.
Status make_private(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor >= 0) {
        ::close(descriptor);
        return {};
    }
    if (errno == EEXIST) {
        return {};
    }
    return tl::unexpected<Error>(file_error(errno, "make", file));
}

} // namespace

struct Connection::Session {
    Poco::Data::Session poco;
    std::filesystem::path file;

    sqlite3* handle() const { return Poco::Data::SQLite::Utility::dbHandle(poco); }
};

Connection::Connection(std::unique_ptr<Session> session) : session_(std::move(session)) {}

Connection::~Connection() = default;

// Runs `work`; what the database or Poco throws becomes an Error.
template<typename Work>
auto Connection::guarded(std::string_view doing, const Work& work) -> decltype(work()) {
    try {
        return work();
    } catch (const Poco::Exception& failure) {
        const int code = sqlite3_extended_errcode(session_->handle());
        return fail(code_of(code), "could not " + std::string(doing) + ": " + failure.displayText(),
                    session_->file.string());
    } catch (const std::exception& failure) {
        return fail(ErrorCode::internal, "could not " + std::string(doing) + ": " + failure.what(),
                    session_->file.string());
    }
}

Result<std::unique_ptr<Connection>> Connection::open(const std::filesystem::path& file,
                                                     SessionMode mode, std::uint64_t bytes_max) {
    static std::once_flag registered;
    std::call_once(registered, [] { Poco::Data::SQLite::Connector::registerConnector(); });
    if (Status made = make_private(file); !made) {
        return tl::unexpected<Error>(made.error());
    }
    std::unique_ptr<Connection> connection;
    try {
        connection = std::make_unique<Connection>(
            std::make_unique<Session>(Session{Poco::Data::Session("SQLite", file.string()), file}));
    } catch (const Poco::Exception& failure) {
        return fail(ErrorCode::io_failed, "could not open the database: " + failure.displayText(),
                    file.string());
    }
    sqlite3_busy_timeout(connection->session_->handle(), limits::database_busy_ms_max);
    constexpr std::uint64_t page_bytes = 4096;
    // Pages kept by a connection, of which there are several; the system caches the file once more.
    const int cache_kib = mode == SessionMode::read_only ? 512 : 2'000;
    const Status ready = connection->script(
        "PRAGMA page_size = " + std::to_string(page_bytes)
        + "; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
          " PRAGMA trusted_schema = OFF; PRAGMA max_page_count = "
        + std::to_string(bytes_max / page_bytes) + "; PRAGMA cache_size = -"
        + std::to_string(cache_kib)
        + (mode == SessionMode::read_only ? "; PRAGMA query_only = ON" : ""));
    if (!ready) {
        return tl::unexpected<Error>(ready.error());
    }
    return connection;
}

Result<std::vector<Row>> Connection::query(const std::string& sql, const Values& values) {
    if (has_nul(values)) {
        return fail(ErrorCode::malformed, "text with a NUL character cannot be stored");
    }
    return guarded("read from the database", [&]() -> Result<std::vector<Row>> {
        Statement statement(session_->poco);
        statement << sql;
        const Bound bound(statement, values);
        statement.execute();
        Poco::Data::RecordSet records(statement);
        std::vector<Row> rows(records.rowCount());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i].reserve(records.columnCount());
            for (std::size_t column = 0; column < records.columnCount(); ++column) {
                rows[i].push_back(value_of(records.value(column, i)));
            }
        }
        return rows;
    });
}

Result<std::int64_t> Connection::execute(const std::string& sql, const Values& values) {
    if (has_nul(values)) {
        return fail(ErrorCode::malformed, "text with a NUL character cannot be stored");
    }
    return guarded("write to the database", [&]() -> Result<std::int64_t> {
        Statement statement(session_->poco);
        statement << sql;
        const Bound bound(statement, values);
        statement.execute();
        return std::int64_t{sqlite3_changes(session_->handle())};
    });
}

Status Connection::script(const std::string& sql) {
    sqlite3* const handle = session_->handle();
    if (sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) {
        return {};
    }
    return fail(code_of(sqlite3_extended_errcode(handle)),
                std::string("could not run a step on the database: ") + sqlite3_errmsg(handle),
                session_->file.string());
}

Status Connection::copy_to(const std::filesystem::path& file) {
    if (Status made = make_private(file); !made) {
        return made;
    }
    if (auto copied = execute("VACUUM INTO $1", {file.string()}); !copied) {
        return tl::unexpected<Error>(copied.error());
    }
    // SQLite does not sync what VACUUM INTO writes.
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int cause = errno;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!synced) {
        return tl::unexpected<Error>(file_error(cause, "make durable", file));
    }
    return sync_directory(file.parent_path());
}

bool Connection::in_transaction() const {
    return sqlite3_get_autocommit(session_->handle()) == 0;
}

} // namespace marquee::manager::sql
