"""Addresses of launch."""

from django.urls import path

from denyut.launch.views import cards, course, drafting, leaders, steps, visions, workshops

app_name = "launch"
urlpatterns = [
    path("launch/", steps.Steps.as_view(), name="steps"),
    path("launch/new/", steps.Begin.as_view(), name="begin"),
    path("launch/starts/<int:pk>/sponsors/", steps.NewSponsor.as_view(), name="sponsor_new"),
    path("launch/sponsors/<int:pk>/commitment/", steps.Commit.as_view(), name="commitment"),
    path("launch/sponsors/<int:pk>/release/", steps.Release.as_view(), name="sponsor_release"),
    path("launch/steps/<int:pk>/plan/", steps.Plan.as_view(), name="step_plan"),
    path("launch/steps/<int:pk>/done/", steps.Finish.as_view(), name="step_done"),
    path("launch/workshops/new/", workshops.NewWorkshop.as_view(), name="workshop_new"),
    path("launch/workshops/<int:pk>/", workshops.WorkshopPage.as_view(), name="workshop"),
    path("launch/workshops/<int:pk>/phase/", workshops.MovePhase.as_view(), name="workshop_phase"),
    path("launch/workshops/<int:pk>/end/", workshops.End.as_view(), name="workshop_end"),
    path("launch/workshops/<int:pk>/input/", workshops.Input.as_view(), name="workshop_input"),
    path("launch/workshops/<int:pk>/cards/", cards.NewCard.as_view(), name="card_new"),
    path("launch/workshops/<int:pk>/groups/", cards.NewGroup.as_view(), name="group_new"),
    path(
        "launch/workshops/<int:pk>/key-results/<int:number>/departments/",
        drafting.NameDepartments.as_view(),
        name="departments",
    ),
    path("launch/cards/<int:pk>/removal/", cards.RemoveCard.as_view(), name="card_removal"),
    path("launch/cards/<int:pk>/place/", cards.PlaceCard.as_view(), name="card_place"),
    path("launch/groups/<int:pk>/title/", cards.RenameGroup.as_view(), name="group_title"),
    path("launch/groups/<int:pk>/vote/", cards.VoteForGroup.as_view(), name="group_vote"),
    path("launch/groups/<int:pk>/objective/", drafting.NewObjective.as_view(), name="group_objective"),
    path("launch/groups/<int:pk>/key-results/", drafting.NewKeyResult.as_view(), name="group_key_result"),
    path("launch/positions/<int:pk>/", drafting.TakePosition.as_view(), name="position"),
    path("launch/course/", course.Course.as_view(), name="course"),
    path("launch/course/new/", course.BeginExam.as_view(), name="exam_new"),
    path("launch/course/<int:pk>/", course.ExamPage.as_view(), name="exam"),
    path("launch/course/<int:pk>/certificate/", course.Certificate.as_view(), name="certificate"),
    path("launch/vision/", visions.VisionPage.as_view(), name="vision"),
    path("launch/vision/words/", visions.EditVision.as_view(), name="vision_words"),
    path("launch/vision/check/", visions.Check.as_view(), name="vision_check"),
    path("launch/leaders/", leaders.Leaders.as_view(), name="leaders"),
    path("key-results/<int:pk>/serving/", visions.SayServing.as_view(), name="serving"),
]
