"""The browser console: the channel that every installation has.

A person opens ``/c/<token>``; the page talks over one WebSocket and uploads files by POST.

``/ws?token=…&since=N`` (N: number of the last message the page has, 0 for none)

    server  {"hello": {"person", "name", "role", "company", "demo"}}
            {"history": [item…]}        the last 100 of both sides, oldest first, and all newer than N
            item                        whatever is said from now on
    client  {"id": uuid, "kind": "said", "text"}
            {"id": uuid, "kind": "press", "token"}
            {"id": uuid, "kind": "place", "lat", "lon", "accuracy_m", "live", "datum", "name"}
            {"kind": "ping"}
    server  {"ack": id}                 it is committed; the same id again has no second effect
            {"later": id, "message"}    it could not be kept just now (full disk), send it again
            {"error": code, "id", "message"}    it will never be taken, don't send it again
            {"pong": true}
    close   4401                        the link was revoked, or never was one
            1013                        nothing can be read or kept just now, come back

An item is one message of either side:

    {"message": number, "text", "buttons": [{"label", "token"}], "image": path|null,
     "wants": "location|photo|", "at", "edit_of": number|null}
        with "edit_of" it takes the place of that one, which was kept up to date; its own number is
        in its buttons
    {"mine": uuid, "kind": "said|press|place|photo|voice|file|edit", "text", "file": path|null,
     "name", "at"}

``POST /upload?token=&id=&kind=photo|voice|file&album=&caption=&name=``, body raw or multipart, at most
20 MB: ``{"ack": id, "kind": what it was taken for}``, or ``{"error", "message"}`` with 4xx, or
``{"later": id, "message"}`` with 503: not kept, send it again with the same id.
``GET /file/<sha256>?token=`` a file of the person's own conversation.
``GET /api/places?token=`` demo company only: places to try a visit at.
"""
