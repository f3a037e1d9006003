#include "manager/sql/sql_database.hpp"

#include <chrono>
#include <exception>

#include "manager/sql/access_sql.hpp"
#include "manager/sql/calendar_sql.hpp"
#include "manager/sql/content_sql.hpp"
#include "manager/sql/fleet_sql.hpp"
#include "manager/sql/group_writer.hpp"
#include "manager/sql/media_sql.hpp"
#include "manager/sql/migrator.hpp"
#include "manager/sql/override_sql.hpp"
#include "manager/sql/play_sql.hpp"
#include "manager/sql/reviews_sql.hpp"
#include "manager/sql/search_sql.hpp"
#include "manager/sql/sessions_sql.hpp"
#include "manager/sql/tag_sql.hpp"
#include "manager/sql/trash_sql.hpp"
#include "manager/sql/uptime_sql.hpp"

namespace marquee::manager::sql {

// A connection with the repositories on it.
struct SqlDatabase::Session {
    explicit Session(std::unique_ptr<Connection> opened)
        : connection(std::move(opened)),
          content(*connection),
          fleet(*connection),
          access(*connection),
          media(*connection),
          sessions(*connection),
          plays(*connection),
          uptime(*connection),
          overrides(*connection),
          reviews(*connection),
          policies(*connection),
          groups(*connection),
          calendars(*connection),
          search(*connection),
          trash(*connection),
          tags(*connection) {}

    Change change() {
        return {content, fleet,    access, media,     sessions, plays, uptime, overrides,
                reviews, policies, groups, calendars, search,   trash, tags};
    }
    View view() const {
        return {content, fleet,    access, media,     sessions, plays, uptime, overrides,
                reviews, policies, groups, calendars, search,   trash, tags};
    }

    std::unique_ptr<Connection> connection;
    ContentSql content;
    FleetSql fleet;
    AccessSql access;
    MediaSql media;
    SessionsSql sessions;
    PlaySql plays;
    UptimeSql uptime;
    OverrideSql overrides;
    ReviewSql reviews;
    PolicySql policies;
    GroupSql groups;
    CalendarSql calendars;
    SearchSql search;
    TrashSql trash;
    TagSql tags;
};

struct SqlDatabase::Writer {
    explicit Writer(std::unique_ptr<Connection> opened)
        : session(std::move(opened)), group(*session.connection, session.change()) {}

    Session session;
    GroupWriter group;
};

// A reader's session for one read; goes back with the object.
class SqlDatabase::Borrowed {
public:
    explicit Borrowed(SqlDatabase& database) : database_(database) {
        std::unique_lock lock(database_.mutex_);
        const bool free = database_.returned_.wait_for(
            lock, std::chrono::milliseconds(limits::database_busy_ms_max),
            [&] { return !database_.idle_.empty(); });
        if (free) {
            session_ = std::move(database_.idle_.back());
            database_.idle_.pop_back();
        }
    }
    ~Borrowed() {
        if (session_) {
            const std::lock_guard lock(database_.mutex_);
            database_.idle_.push_back(std::move(session_));
            database_.returned_.notify_one();
        }
    }
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;

    Session* get() { return session_.get(); } // null: none came free in time

private:
    SqlDatabase& database_;
    std::unique_ptr<Session> session_;
};

SqlDatabase::SqlDatabase(std::unique_ptr<Writer> writer,
                         std::vector<std::unique_ptr<Session>> readers)
    : writer_(std::move(writer)), idle_(std::move(readers)) {}

SqlDatabase::~SqlDatabase() = default;

Result<std::unique_ptr<SqlDatabase>> SqlDatabase::open(const Options& options, Instant now) {
    auto writer = Connection::open(options.file, SessionMode::read_write, options.bytes_max);
    if (!writer) {
        return tl::unexpected<Error>(writer.error());
    }
    if (Status ready = migrate(**writer, options.file, migrations(), now); !ready) {
        return tl::unexpected<Error>(ready.error());
    }
    std::vector<std::unique_ptr<Session>> readers;
    for (std::size_t i = 0; i < options.readers; ++i) {
        auto reader = Connection::open(options.file, SessionMode::read_only, options.bytes_max);
        if (!reader) {
            return tl::unexpected<Error>(reader.error());
        }
        readers.push_back(std::make_unique<Session>(*std::move(reader)));
    }
    return std::make_unique<SqlDatabase>(std::make_unique<Writer>(*std::move(writer)),
                                         std::move(readers));
}

Status SqlDatabase::run_read(const std::function<Status(const View&)>& work) {
    Borrowed borrowed(*this);
    Session* const session = borrowed.get();
    if (!session) {
        return fail(ErrorCode::busy, "too many reads of the database are under way");
    }
    if (Status begun = session->connection->script("BEGIN"); !begun) {
        return begun;
    }
    Status status;
    try {
        status = work(session->view());
    } catch (const std::exception& failure) {
        status = fail(ErrorCode::internal, std::string("a read threw: ") + failure.what());
    }
    if (session->connection->in_transaction()) {
        const Status ended = session->connection->script("ROLLBACK");
        return status && !ended ? ended : status;
    }
    return status;
}

Status SqlDatabase::run_write(const std::function<Status(Change&)>& work) {
    return writer_->group.run(work);
}

} // namespace marquee::manager::sql
