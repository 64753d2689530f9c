"""Addresses of people, departments, sites and settings."""

from django.urls import path

from denyut.people.views import absences, entrance, invitations, persons, places, sign_in

app_name = "people"
urlpatterns = [
    path("welcome/", entrance.welcome, name="welcome"),
    path("demo/", entrance.demo, name="demo"),
    path("invitation/<str:secret>/", entrance.invitation, name="invitation"),
    path("people/", persons.People.as_view(), name="people"),
    path("people/<int:pk>/", persons.PersonPage.as_view(), name="person"),
    path("people/<int:pk>/profile/", persons.PersonProfile.as_view(), name="person_profile"),
    path("people/<int:pk>/place/", persons.Place.as_view(), name="place"),
    path("people/<int:pk>/role/", persons.RoleChange.as_view(), name="role"),
    path("people/<int:pk>/closure/", persons.Closure.as_view(), name="closure"),
    path("people/<int:pk>/reopening/", persons.Reopening.as_view(), name="reopening"),
    path("people/<int:pk>/absences/new/", absences.NewAbsence.as_view(), name="new_absence"),
    path("absences/<int:pk>/", absences.AbsencePage.as_view(), name="absence"),
    path("absences/<int:pk>/removal/", absences.Removal.as_view(), name="absence_removal"),
    path("invitations/", invitations.Invitations.as_view(), name="invitations"),
    path("invitations/new/", invitations.NewInvitation.as_view(), name="new_invitation"),
    path("invitations/<int:pk>/sending/", invitations.Sending.as_view(), name="sending"),
    path("invitations/<int:pk>/withdrawal/", invitations.Withdrawal.as_view(), name="withdrawal"),
    path("departments/", places.Departments.as_view(), name="departments"),
    path("departments/new/", places.NewDepartment.as_view(), name="new_department"),
    path("departments/<int:pk>/", places.DepartmentPage.as_view(), name="department"),
    path("sites/", places.Sites.as_view(), name="sites"),
    path("sites/new/", places.NewSite.as_view(), name="new_site"),
    path("sites/<int:pk>/", places.SitePage.as_view(), name="site"),
    path("sites/<int:pk>/holidays/new/", places.NewHoliday.as_view(), name="new_holiday"),
    path("holidays/<int:pk>/removal/", places.HolidayRemoval.as_view(), name="holiday_removal"),
    path("settings/", places.Settings.as_view(), name="settings"),
    path("settings/workspace/", places.WorkspaceSettings.as_view(), name="workspace"),
    path("settings/profile/", persons.Profile.as_view(), name="profile"),
    path("settings/tokens/", sign_in.Tokens.as_view(), name="tokens"),
    path("settings/tokens/<int:pk>/end/", sign_in.TokenEnd.as_view(), name="token_end"),
]
