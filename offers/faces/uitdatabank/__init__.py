"""Activities as events of UiTdatabank (publiq), and events as drafts of offers.

`scope` says what UiTdatabank does not take, `outgoing` makes the event, `calendar` its dates both ways, `incoming`
reads an event, `client` sends one. Shapes: publiq's API documentation (`cultuurnet/apidocs`).
"""
