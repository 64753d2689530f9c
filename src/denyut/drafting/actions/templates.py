"""Deeds on goal templates. Changing one makes a new version; goals begun from an older one stay as they are."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from denyut.drafting.answers import Required
from denyut.drafting.blueprints import Content, content_of
from denyut.drafting.checking import blueprint_checked, guides_checked
from denyut.drafting.library import examples
from denyut.drafting.models import GoalTemplate, TemplateVersion
from denyut.drafting.verbs import TEMPLATE_CHANGED, TEMPLATE_MADE, TEMPLATE_RESTORED, TEMPLATE_RETIRED
from denyut.okr.models import Cadence
from denyut.okr.values import chosen
from denyut.people.models import Department, Person
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("drafting.make_template")
def make_template(
    actor: Person,
    *,
    name: str,
    content: Content,
    department: Department | None = None,
    required_fields: Sequence[str] = (),
    cadence: str = "",
    library_key: str = "",
) -> GoalTemplate:
    """Make a template with its first version. `library_key` names the example that it is made from.

    Raises Refused for whoever is no manager, Invalid for a part of the content that makes no sense, Conflict for a name in use.
    """
    require(actor, "drafting.manage_templates")
    if library_key and library_key not in examples():
        raise Invalid(_("There is no example of this name in the library."), code="no_example", field="library_key")
    template = GoalTemplate(name=_name(name), department=department, library_key=library_key, made_at=clock.now())
    version = _version(actor, content, required_fields, cadence)
    template.save(force_insert=True)
    _put(template, version, number=1)
    record(TEMPLATE_MADE, actor, template, facts=_facts(template))
    return template


@deed("drafting.change_template")
def change_template(
    actor: Person,
    template: GoalTemplate,
    *,
    name: str,
    content: Content,
    department: Department | None,
    required_fields: Sequence[str],
    cadence: str,
) -> GoalTemplate:
    """Change a template: what its goals are begun from becomes a new version, its name and department change in place.

    Raises as `make_template` does.
    """
    template = _as_it_stands(template)
    require(actor, "drafting.manage_templates")
    former = template.newest
    template.name, template.department = _name(name, but=template), department
    version = _version(actor, content, required_fields, cadence)
    if _is_same(former, version):
        template.save(update_fields=["name", "department"])
    else:
        _put(template, version, number=former.number + 1)
    record(TEMPLATE_CHANGED, actor, template, facts=_facts(template) | {"version_before": former.number})
    return template


@deed("drafting.retire_template")
def retire_template(actor: Person, template: GoalTemplate) -> GoalTemplate:
    """Retire a template: no more goals are begun from it, those that were stay. Retiring it again changes nothing."""
    template = _as_it_stands(template)
    require(actor, "drafting.manage_templates")
    if not template.is_retired:
        template.retired_at = clock.now()
        template.save(update_fields=["retired_at"])
        record(TEMPLATE_RETIRED, actor, template, facts=_facts(template))
    return template


@deed("drafting.restore_template")
def restore_template(actor: Person, template: GoalTemplate) -> GoalTemplate:
    """Offer a retired template again. Raises Conflict when another one has taken its name."""
    template = _as_it_stands(template)
    require(actor, "drafting.manage_templates")
    if template.is_retired:
        _name(template.name, but=template)
        template.retired_at = None
        template.save(update_fields=["retired_at"])
        record(TEMPLATE_RESTORED, actor, template, facts=_facts(template))
    return template


def _as_it_stands(template: GoalTemplate) -> GoalTemplate:
    """The row as it is now: the caller may have read it before somebody else changed it."""
    return GoalTemplate.objects.select_related("current", "department").get(pk=template.pk)


def _name(name: str, *, but: GoalTemplate | None = None) -> str:
    name = " ".join(name.replace("\x00", "").split())
    if not name or len(name) > 120:
        raise Invalid(_("Give the template a name of up to 120 letters."), code="name", field="name")
    if GoalTemplate.objects.offered().filter(name__iexact=name).exclude(pk=but.pk if but else 0).exists():
        raise Conflict(
            _("There is a template with this name already. Choose another name."), code="name_taken", field="name"
        )
    return name


def _version(actor: Person, content: Content, required: Sequence[str], cadence: str) -> TemplateVersion:
    """A version, checked and not yet saved."""
    fields = {chosen(Required, word, "required_fields") for word in required}
    return TemplateVersion(
        content=content_of(blueprint_checked(content)),
        guide=guides_checked(content),
        required_fields=[field.value for field in Required if field in fields],
        cadence=chosen(Cadence, cadence, "cadence").value if cadence else "",
        made_by=actor,
        made_at=clock.now(),
    )


def _put(template: GoalTemplate, version: TemplateVersion, *, number: int) -> None:
    version.template, version.number = template, number
    version.save(force_insert=True)
    template.current = version
    template.save(update_fields=["name", "department", "current"])


def _is_same(former: TemplateVersion, version: TemplateVersion) -> bool:
    compared = ("content", "guide", "required_fields", "cadence")
    return all(getattr(former, name) == getattr(version, name) for name in compared)


def _facts(template: GoalTemplate) -> dict[str, str | int | None]:
    return {
        "template": template.name,
        "version": template.newest.number,
        "department": template.department_id,
        "library_key": template.library_key,
    }
