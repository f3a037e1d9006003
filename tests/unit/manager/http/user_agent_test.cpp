#include "manager/http/user_agent.hpp"

#include <catch2/catch.hpp>

using namespace marquee::manager;

TEST_CASE("a browser is called by the name people know it by") {
    const std::string chromium = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
                                 " (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
    CHECK(read_user_agent(chromium) == UserAgent{"Chrome 131", "Windows"});
    CHECK(read_user_agent(chromium + " Edg/131.0.2903.86") == UserAgent{"Edge 131", "Windows"});
    CHECK(read_user_agent(chromium + " QIHU 360SE") == UserAgent{"360", "Windows"});
    CHECK(read_user_agent("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0")
          == UserAgent{"Firefox 133", "Linux"});
    CHECK(read_user_agent("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)"
                          " AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148"
                          " Safari/604.1")
          == UserAgent{"Safari 18", "iPhone"});
    CHECK(read_user_agent("Mozilla/5.0 (Linux; Android 14; HarmonyOS) AppleWebKit/537.36"
                          " (KHTML, like Gecko) Chrome/114.0.5735.196 HuaweiBrowser/15.0.4.312"
                          " Mobile Safari/537.36")
          == UserAgent{"Huawei Browser 15", "HarmonyOS"});
}

TEST_CASE("nothing a stranger writes comes out of it but known names and short numbers") {
    CHECK(read_user_agent("") == UserAgent{});
    CHECK(read_user_agent("<script>alert(1)</script>") == UserAgent{});
    CHECK(read_user_agent("Chrome/99999999999999999999").browser == "Chrome");
    CHECK(read_user_agent("Chrome/").browser == "Chrome");
    CHECK(read_user_agent("Firefox/=1+1").browser == "Firefox");
}
