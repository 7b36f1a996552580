#!/bin/sh
# check-library.sh LIBHFCRT.so LIBHFCRT.a: what the runtime needs and weighs.
#   The shared library needs libc alone and exports the C API alone; stripped, it stays under 600 KB.
#   The static library needs nothing of the C++ library.
set -eu
fail() { echo "$@" >&2; exit 1; }
needed=$(readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
for library in $needed; do
  case $library in
  libc.so.6 | libpthread.so.0 | libm.so.6 | ld-linux-x86-64.so.2) ;;
  *) fail "$1 needs $library" ;;
  esac
done
exported=$(nm -D --defined-only "$1" | awk '{ print $3 }' | grep -v '^hfc_' | grep -v '^__jit_debug_' || true)
[ -z "$exported" ] || fail "$1 exports $exported"
declared=$(tr '\n' ' ' <"$3" | grep -o 'HFC_API [^;]*;' | sed 's/HFC_API [^(]*\(hfc_[a-z0-9_]*\)(.*/\1/' | grep '^hfc_')
defined=$(nm -D --defined-only "$1" | awk '{ print $3 }')
for name in $declared; do
  case "$defined" in *"$name"*) ;; *) fail "$1 does not define $name" ;; esac
done
stripped=$(mktemp)
trap 'rm -f "$stripped"' EXIT
strip -o "$stripped" "$1"
size=$(wc -c <"$stripped")
[ "$size" -le 600000 ] || fail "$1 takes $size bytes"
foreign=$(nm -u "$2" | awk '/ U / { print $2 }' | grep -E '^(_Z|__cxa|__gxx|_Unwind)' | grep -vE '^_Z(N|NK|TV)*(3hfc|11hfc_|7hfc_)' || true)
[ -z "$foreign" ] || fail "$2 needs $foreign"
echo "$size bytes stripped"
