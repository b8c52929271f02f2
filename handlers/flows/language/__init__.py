"""What people say in their own words: understood, settled, handed to who can do it."""

from handlers.chat import Failed, Said, Transcribed, Understood
from handlers.flow import Flow
from handlers.flows.language import choosing, hearing, learning, listening

FLOW = Flow(
    name="language",
    order=95,
    on={
        Said: listening.on_said,
        Understood: listening.on_understood,
        Transcribed: hearing.on_transcribed,
        Failed: listening.on_failed,
    },
    presses={
        "meant_intent": choosing.on_intent,
        "meant_thing": choosing.on_thing,
        "meant_none": choosing.on_none,
        "heard_right": hearing.on_right,
        "heard_wrong": hearing.on_wrong,
        "heard_again": hearing.on_again,
        "alias_end": learning.on_end,
    },
    answer=hearing.answer,
)
