#!/bin/sh
# The peer `measured` 0.1.0 asks for Rust 1.98, for the integer formatting of `core`. Rust 1.95 has that too, as an unstable
# feature: it is switched on for those two crates alone, and everything else builds with the plain stable compiler.
case " $* " in
*" --crate-name measured "* | *" --crate-name measured_prometheus_text "*)
  RUSTC_BOOTSTRAP=1 exec "$@" "-Zcrate-attr=feature(int_format_into)"
  ;;
*) exec "$@" ;;
esac
