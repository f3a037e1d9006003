#include "manager/front/http_exchange.hpp"

#include <utility>

#include "manager/front/channel_upgrade.hpp"
#include "manager/front/delivery.hpp"
#include "manager/front/errand.hpp"

namespace marquee::manager {

namespace asio = boost::asio;

using Ending = HttpExchange::Ending;

HttpExchange::HttpExchange(const Terms& terms, Connection& connection, const Peer& peer,
                           std::string& input)
    : terms_(terms),
      connection_(connection),
      peer_(peer),
      input_(input),
      parser_(terms.limits.header_bytes_max) {}

HttpExchange::~HttpExchange() {
    terms_.bodies.give_back(budget_taken_);
}

asio::awaitable<Ending> HttpExchange::run() {
    bool present = co_await read_head();
    if (present && !answer_ && asks_for_channel()) {
        co_return co_await open_channel();
    }
    if (present && !answer_) {
        present = co_await take_body();
    }
    connection_.expect_nothing();
    if (sink_ && (!present || answer_)) {
        co_await close_sink(); // before the answer: the peer's next request may be about the same
    }
    if (present && !answer_) {
        co_await ask_service();
    }
    if (!present) {
        co_return Ending::gone;
    }
    if (opens_events()) {
        co_return co_await open_events();
    }
    co_return co_await deliver();
}

asio::awaitable<bool> HttpExchange::read_head() {
    connection_.expect_within(terms_.limits.header_max);
    auto state = parser_.parse(input_);
    while (state == RequestParser::State::wants_more) {
        if (!co_await connection_.read(input_)) {
            co_return false;
        }
        state = parser_.parse(input_);
    }
    connection_.expect_nothing();
    if (state == RequestParser::State::refused) {
        answer_ = parser_.take_refusal();
    } else {
        judge_head();
    }
    co_return true;
}

void HttpExchange::judge_head() {
    ++terms_.counters.requests;
    RequestHead& head = request_;
    head = std::move(parser_.head());
    head.peer = peer_;
    head.received = terms_.clock.wall();
    policy_ = terms_.service.policy(head);
    if (parser_.announced_body().value_or(0) > policy_.body_bytes_max) {
        refuse(413, ErrorCode::too_large);
    }
}

asio::awaitable<bool> HttpExchange::take_body() {
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    static constexpr std::string_view nothing;
    if (policy_.destination == BodyDestination::sink) {
        co_await open_sink();
    }
    if (answer_) {
        co_return true;
    }
    connection_.expect_transfer();
    if (parser_.expects_continue() && !parser_.is_complete() && input_.empty()) {
        if (!co_await connection_.write(go_on, nothing)) {
            co_return false;
        }
    }
    co_return co_await read_body();
}

asio::awaitable<bool> HttpExchange::read_body() {
    static constexpr std::size_t sink_piece_bytes = 256 * limits::KiB;
    bool starved = input_.empty();
    while (!answer_ && !parser_.is_complete()) {
        if (starved) {
            if (!co_await connection_.read(input_)) {
                co_return false;
            }
        }
        const auto state = parser_.parse(input_);
        starved = state == RequestParser::State::wants_more;
        if (state == RequestParser::State::refused) {
            answer_ = parser_.take_refusal();
        } else if (parser_.body_bytes() > policy_.body_bytes_max) {
            refuse(413, ErrorCode::too_large);
        } else {
            co_await keep_piece(sink_piece_bytes);
        }
    }
    if (!answer_) {
        co_await keep_piece(1);
    }
    co_return true;
}

// Moves what has arrived to where it belongs: at least `piece_min` bytes for a sink at a time.
asio::awaitable<void> HttpExchange::keep_piece(std::size_t piece_min) {
    if (policy_.destination == BodyDestination::memory) {
        keep_in_memory();
    } else if (parser_.body().size() >= piece_min) {
        connection_.expect_nothing();
        co_await fill_sink();
        connection_.resume_transfer();
    }
}

asio::awaitable<void> HttpExchange::fill_sink() {
    const std::function<void()> fill = [this] { answer_ = sink_->take(parser_.body()); };
    co_await on_worker_again(fill);
    parser_.body().clear();
}

asio::awaitable<void> HttpExchange::close_sink() {
    if (!answer_ && !parser_.body().empty()) {
        co_await fill_sink();
    }
    const std::function<void()> close = [this] { sink_.reset(); };
    co_await on_worker_again(close);
}

void HttpExchange::keep_in_memory() {
    const std::size_t more = parser_.body().size() - budget_taken_;
    if (terms_.bodies.take(more)) {
        budget_taken_ += more;
    } else {
        refuse_busy();
    }
}

asio::awaitable<void> HttpExchange::open_sink() {
    const std::function<void()> open = [this] {
        Reception reception = terms_.service.receive(request_);
        if (Response* const refusal = std::get_if<Response>(&reception)) {
            answer_ = std::move(*refusal);
        } else {
            sink_ = std::get<std::unique_ptr<BodySink>>(std::move(reception));
        }
    };
    co_await on_worker(open);
}

asio::awaitable<void> HttpExchange::ask_service() {
    const std::function<void()> ask = [this] {
        request_.body = std::move(parser_.body());
        answer_ = terms_.service.handle(request_);
    };
    const std::function<void()> finish = [this] {
        const std::unique_ptr<BodySink> sink = std::move(sink_); // it goes however this ends
        answer_ = sink->finish();
    };
    if (sink_) {
        co_await on_worker_again(finish);
    } else {
        co_await on_worker(ask);
    }
}

asio::awaitable<bool> HttpExchange::on_worker(const std::function<void()>& work) {
    const std::function<void()> safe = guarded(work);
    const bool accepted = co_await run_on_worker(terms_.workers, entry_of(policy_.lane), safe);
    if (!accepted) {
        refuse_busy();
    }
    co_return accepted;
}

asio::awaitable<void> HttpExchange::on_worker_again(const std::function<void()>& work) {
    const std::function<void()> safe = guarded(work);
    co_await run_on_worker(terms_.workers, Entry::admitted, safe);
}

std::function<void()> HttpExchange::guarded(const std::function<void()>& work) {
    return [this, &work] {
        try {
            work();
        } catch (...) {
            refuse(500, ErrorCode::internal);
        }
    };
}

void HttpExchange::refuse(int status, ErrorCode code) {
    answer_ = terms_.service.worded(request_, status, code);
    if (!answer_) {
        answer_ = problem(status, code);
    }
}

void HttpExchange::refuse_busy() {
    ++terms_.counters.busy;
    refuse(503, ErrorCode::busy);
    answer_->headers.set("Retry-After", std::to_string(terms_.limits.retry_after.count()));
}

bool HttpExchange::asks_for_channel() const {
    return terms_.channels && request_.method == Method::get
           && request_.path == terms_.channels->path;
}

asio::awaitable<Ending> HttpExchange::open_channel() {
    static constexpr std::string_view nothing;
    const ChannelDoor& door = *terms_.channels;
    answer_ = refuse_upgrade(request_, door.protocol);
    if (!answer_ && !parser_.is_complete()) { // it announces a body
        refuse(400, ErrorCode::malformed);
    }
    if (!answer_) {
        const std::function<void()> admit = [this, &door] {
            try {
                auto owner = door.service.admit(request_);
                if (owner) {
                    channel_owner_ = *std::move(owner);
                } else {
                    answer_ = std::move(owner.error());
                }
            } catch (...) {
                refuse(500, ErrorCode::internal);
            }
        };
        co_await on_worker(admit);
    }
    if (answer_) {
        co_return co_await deliver();
    }
    connection_.expect_transfer();
    const std::string opening = upgrade_answer(request_, door.protocol);
    const bool told = co_await connection_.write(opening, nothing);
    co_return told ? Ending::channel : Ending::gone;
}

bool HttpExchange::opens_events() const {
    return terms_.events && request_.method == Method::get && request_.path == terms_.events->path
           && answer_->status == 200
           && answer_->headers.find("Content-Type") == "text/event-stream";
}

asio::awaitable<Ending> HttpExchange::open_events() {
    static constexpr std::string_view nothing;
    const std::string head =
        render_head(*answer_, {.date = terms_.clock.wall(), .content_length = std::nullopt});
    connection_.expect_transfer();
    const bool told = co_await connection_.write(head, nothing);
    co_return told ? Ending::events : Ending::gone;
}

asio::awaitable<Ending> HttpExchange::deliver() {
    const bool reusable =
        parser_.is_complete() && parser_.wants_keep_alive() && !connection_.draining();
    const Delivery delivery =
        plan_delivery(request_, std::move(*answer_), terms_.clock.wall(),
                      reusable ? Persistence::keep_alive : Persistence::close);
    const FilePart part{delivery.file.get(), delivery.part.first, delivery.part.size};
    connection_.expect_transfer();
    bool delivered = co_await connection_.write(delivery.head, delivery.text);
    if (delivered) {
        delivered = co_await connection_.send(part);
    }
    if (!delivered) {
        co_return Ending::gone;
    }
    co_return reusable ? Ending::reusable : Ending::closing;
}

} // namespace marquee::manager
