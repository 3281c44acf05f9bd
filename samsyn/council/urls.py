"""Addresses of the council room, in Swedish as people see them."""

from __future__ import annotations

from django.urls import path

from samsyn.council.views import api, archive, document, export, imports, people, review, search, threads

app_name = "council"
urlpatterns = [
    path("arkiv/", archive.archive, name="archive"),
    path("arkiv/las-in/", imports.start, name="import"),
    path("arkiv/las-in/<int:pk>/", imports.batch, name="batch"),
    path("arkiv/las-in/<int:pk>/filer/", imports.files, name="batch_files"),
    path("arkiv/las-in/<int:pk>/lage/", imports.state, name="batch_state"),
    path("arkiv/las-in/<int:pk>/angra/", imports.undo, name="batch_undo"),
    path("arkiv/<int:pk>/", document.document, name="document"),
    path("arkiv/<int:pk>/original/", document.original, name="original"),
    path("arkiv/<int:pk>/paket/", export.package, name="package"),
    path("arkiv/<int:pk>/sida/<int:number>/", document.page_image, name="page_image"),
    path("arkiv/<int:pk>/lasningar/", document.readings, name="readings"),
    path("arkiv/<int:pk>/las-om/", document.reread, name="reread"),
    path("arkiv/<int:pk>/ta-bort/", document.remove, name="remove"),
    path("arkiv/<int:pk>/ta-tillbaka/", document.restore, name="restore"),
    path("arkiv/<int:pk>/organ/", document.bind_body, name="bind_body"),
    path("granskning/", review.queue, name="review"),
    path("granskning/<int:pk>/", review.act, name="review_act"),
    path("sok/", search.results, name="search"),
    path("sok/fasetter/", search.facet_panel, name="facets"),
    path("sok/spara/", search.save, name="save_search"),
    path("sok/sparad/<int:pk>/ta-bort/", search.forget, name="forget_search"),
    path("tradar/", threads.threads, name="threads"),
    path("moten/<int:pk>/", people.meeting, name="meeting"),
    path("moten/<int:pk>/platser/", people.seats, name="seats"),
    path("personer/<int:pk>/", people.person, name="person"),
    path("personer/namn/", people.name, name="name"),
    path("arkiv/<int:pk>/export/<slug:form>/", export.document, name="export"),
    path("arkiv/export/<slug:form>/", export.archive, name="export_archive"),
    path("api/v1/", api.about, name="api"),
    path("api/v1/openapi.json", api.openapi, name="openapi"),
    path("api/v1/documents/", api.documents, name="api_documents"),
    path("api/v1/documents/<int:pk>/", api.document, name="api_document"),
    path("api/v1/meetings/", api.meetings, name="api_meetings"),
    path("api/v1/meetings/<int:pk>/", api.meeting, name="api_meeting"),
    path("api/v1/items/", api.items, name="api_items"),
    path("api/v1/attendance/", api.attendance, name="api_attendance"),
    path("api/v1/search/", api.search, name="api_search"),
]
