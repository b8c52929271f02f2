"""Reading what people send: photos, price tags, spreadsheets. Decides nothing, writes nothing."""

import os

# Before the first import of onnxruntime: releases from 1.29 on report usage unless told not to.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
