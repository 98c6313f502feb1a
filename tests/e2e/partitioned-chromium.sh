#!/usr/bin/env bash
# Chromium as people have it: playwright turns off that a site embedded in another has storage of its own.
exec "${CHROMIUM_PATH:-/usr/bin/chromium}" "${@/ThirdPartyStoragePartitioning/}"
