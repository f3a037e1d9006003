// Our WebSocket against somebody else's: Beast's client is the peer.
#include <utility> // Asio 1.74 uses std::exchange without saying so

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>

#include "tests/unit/manager/front/channel_fixture.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace websocket = boost::beast::websocket;
using boost::asio::ip::tcp;

TEST_CASE("Beast's client and the front understand each other") {
    ChannelFixture fixture;
    fixture.scripted.on_message = [](const std::string& text) -> Result<Hint> {
        return Hint{{text.size() == 70'000 ? HintReason::screenshot : HintReason::manifest}};
    };
    fixture.open();
    boost::asio::io_context context;
    websocket::stream<tcp::socket, false> stranger(context);
    stranger.next_layer().connect({boost::asio::ip::address_v4::loopback(), fixture.plain_port()});
    stranger.set_option(websocket::stream_base::decorator([](websocket::request_type& request) {
        request.set("Sec-WebSocket-Protocol", "test.v1");
        request.set("X-Player", "stranger");
    }));
    std::string pong;
    stranger.control_callback([&](websocket::frame_type kind, boost::beast::string_view payload) {
        if (kind == websocket::frame_type::pong) {
            pong = std::string(payload);
        }
    });
    stranger.handshake("localhost", "/channel");
    const auto hear = [&] {
        boost::beast::flat_buffer heard;
        stranger.read(heard);
        return boost::beast::buffers_to_string(heard.data());
    };

    stranger.write(boost::asio::buffer(std::string("hello")));
    CHECK(hear() == "manifest");
    stranger.ping("are you there?");
    stranger.auto_fragment(true);
    stranger.write_buffer_bytes(4'096);
    stranger.write(boost::asio::buffer(std::string(70'000, 'x')));
    CHECK(hear() == "screenshot");
    CHECK(pong == "are you there?");
    stranger.close(websocket::close_code::normal);
    CHECK(stranger.reason().code == websocket::close_code::normal);
}
