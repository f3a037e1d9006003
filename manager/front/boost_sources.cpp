// The compiled parts of Asio and Beast, once for the whole program.
#include <utility> // Asio 1.74 uses std::exchange without saying so

#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
