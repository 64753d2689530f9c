"""Check-ins as other programs and templates write them."""

from django.utils.translation import gettext_lazy as _

from denyut.exchange.formats.format import one_format

CHECK_INS = (
    one_format(
        "two_tabs_check_ins",
        _("OKRs and check-ins in two tabs"),
        is_template=True,
        kind="check_ins",
        marks="Date | Key Result | Current Value | Confidence | Notes",
        columns="Date=date | Key Result=key_result_title | Owner=author_name | Current Value=value"
        " | Confidence=confidence | Notes=note",
    ),
    one_format(
        "okr_replit_check_ins",
        "OKR Replit",
        kind="check_ins",
        marks="id_atualizacao | id_kr | atual | data",
        columns="id_atualizacao=key | id_user | user=author_name | id_obj | id_kr=key_result_key | ppp=note"
        " | atual=value | data=date",
    ),
    one_format(
        "puzzle_okr_check_ins",
        "Puzzle OKR",
        kind="check_ins",
        marks="check_in.value_metric | check_in.zone | check_in.created_on",
        columns="check_in.id=key | check_in.key_result_id=key_result_key | key_result.id=key_result_key"
        " | key_result.title=key_result_title | check_in.value_metric=value | check_in.zone=zone"
        " | check_in.confidence=confidence | check_in.change_info=note | check_in.initiatives"
        " | check_in.created_on=date",
        settings={"confidence_scale": "10"},
    ),
    one_format(
        "viva_goals_check_ins",
        "Viva Goals",
        kind="check_ins",
        marks="OKR ID | Current value | Check in note",
        columns="ID=key | OKR ID=key_result_key | OKR title=key_result_title | CheckIn date=date | Check in date=date"
        " | Activity date | Check in owner=author_name | Check in note=note | Metric name | Status=status"
        " | Current value=value",
    ),
)
