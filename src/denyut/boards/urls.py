"""Addresses of boards."""

from django.urls import path

from denyut.boards.views import boards, company, tiles

app_name = "boards"
urlpatterns = [
    path("", company.company, name="company"),
    path("boards/", boards.boards, name="boards"),
    path("boards/new/", boards.NewBoard.as_view(), name="new"),
    path("boards/<int:pk>/", boards.board, name="board"),
    path("boards/<int:pk>/wall/", boards.wall, name="wall"),
    path("boards/<int:pk>/workbook/", boards.workbook, name="workbook"),
    path("boards/<int:pk>/change/", boards.ChangeBoard.as_view(), name="change"),
    path("boards/<int:pk>/copy/", boards.Copy.as_view(), name="copy"),
    path("boards/<int:pk>/archive/", boards.Archive.as_view(), name="archive"),
    path("boards/<int:pk>/tiles/", tiles.kinds, name="tile_kinds"),
    path("boards/<int:pk>/tiles/<slug:kind>/", tiles.NewTile.as_view(), name="tile_new"),
    path("boards/<int:pk>/sendings/", tiles.NewSending.as_view(), name="sending_new"),
    path("tiles/<int:pk>/", tiles.behind, name="behind"),
    path("tiles/<int:pk>/change/", tiles.ChangeTile.as_view(), name="tile_change"),
    path("tiles/<int:pk>/move/", tiles.MoveTile.as_view(), name="tile_move"),
    path("tiles/<int:pk>/remove/", tiles.RemoveTile.as_view(), name="tile_remove"),
    path("sendings/<int:pk>/end/", tiles.EndSending.as_view(), name="sending_end"),
]
