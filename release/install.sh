#!/bin/sh
# Install MNIST Desktop for this user, from the unpacked archive that this file lies in.
#
#     ./install.sh               into ~/.local; PREFIX=/usr/local ./install.sh for everybody
#     ./install.sh --uninstall   take it away again (your models and settings stay)
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
prefix=${PREFIX:-$HOME/.local}
program=$prefix/lib/mnist-desktop
icons=$prefix/share/icons/hicolor
entry=$prefix/share/applications/mnist-desktop.desktop
kinds=$prefix/share/mime/packages/mnist-desktop.xml

rm -rf "$program"
rm -f "$prefix/bin/mnist-desktop" "$prefix/bin/mnist-desktop-cli" "$entry" "$kinds"
rm -f "$icons"/*/apps/mnist-desktop.png "$icons/scalable/apps/mnist-desktop.svg"
if [ "${1:-}" = --uninstall ]; then
    echo "MNIST Desktop is no longer in $prefix"
    exit 0
fi

mkdir -p "$prefix/lib" "$prefix/bin" "$prefix/share/applications" "$prefix/share/mime/packages" "$icons/scalable/apps"
cp -R "$here/mnist-desktop" "$program"
ln -s "$program/mnist-desktop" "$prefix/bin/mnist-desktop"
ln -s "$program/mnist-desktop-cli" "$prefix/bin/mnist-desktop-cli"
for size in 16 24 32 48 64 128 256 512; do
    mkdir -p "$icons/${size}x$size/apps"
    cp "$here/icons/program-$size.png" "$icons/${size}x$size/apps/mnist-desktop.png"
done
cp "$here/icons/program.svg" "$icons/scalable/apps/mnist-desktop.svg"
sed "s|^Exec=.*|Exec=\"$program/mnist-desktop\" %F|" "$here/mnist-desktop.desktop" > "$entry"
cp "$here/mnist-desktop.xml" "$kinds"
command -v update-mime-database > /dev/null && update-mime-database "$prefix/share/mime" || true
command -v update-desktop-database > /dev/null && update-desktop-database -q "$prefix/share/applications" || true
echo "MNIST Desktop is installed in $prefix; it is in the menu now, and as $prefix/bin/mnist-desktop"
