"""Goals as other programs export them. Their column names are those of their own help pages and repositories."""

from denyut.exchange.formats.format import one_format

PROGRAMS = (
    one_format(
        "betterworks",
        "Betterworks",
        marks="name | type | progress | start_date | end_date | owner_email",
        columns="name=objective_title | type=row_type | progress=progress | start_date=start_date | end_date=end_date"
        " | owner_email=owner_email | categories | description=objective_description",
        settings={"progress_scale": "100"},
    ),
    one_format(
        "peoplebox",
        "Peoplebox",
        marks="Row ID | Parent Row IDs | Goal Title",
        columns="Row ID=row_key | Parent Row IDs=parent_key | Parent Goal IDs=parent_objective_key"
        " | Goal ID=objective_key | Action=action | Goal Title=objective_title | Owner Emails=owner_email"
        " | Goal Cycle=cycle | Goal Type=kind | Scope=level | Departments=department | Start Date=start_date"
        " | End Date=end_date | Description=objective_description | Starting Value=baseline | Target Value=target"
        " | Current Value=current | Progress Status=status | Check-in Type | Tags",
    ),
    one_format(
        "culture_amp",
        "Culture Amp",
        marks="email | name | due_at | completion",
        columns="email=owner_email | name=objective_title | description=objective_description | visibility=visibility"
        " | individual_emails | due_at=end_date | created_at=start_date | priority | status=objective_status"
        " | completion=objective_progress | key_result_#_title=key_result_title | key_result_#_completion=progress",
        settings={"progress_scale": "1"},
    ),
    one_format(
        "engagedly",
        "Engagedly",
        marks="Goal | Goal Identifier | Owner Email ID",
        columns="Goal=objective_title | Notes=objective_description | Goal Identifier=objective_key"
        " | Start Date=start_date | End Date=end_date | Notification Frequency | Check-In Type"
        " | Status=objective_status | Assigner | Assigner Email ID | Owner Email ID=owner_email",
    ),
    one_format(
        "peoplecues",
        "PeopleCues",
        marks="Objective Title | Owner_Email_ID | Metric_Name",
        columns="Objective Title=objective_title | Owner_Email_ID=owner_email | Start_Date=start_date"
        " | Due_Date=end_date | Description=objective_description | Metric_Name=key_result_title | Metric_Type=kind"
        " | Metric_Start_Value=baseline | Metric_Target_Value=target",
    ),
    one_format(
        "mirro",
        "Mirro",
        marks="Objective Action | Objective ID | Objective Title",
        columns="Objective Action=action | Objective ID=objective_key | Objective Title=objective_title"
        " | Objective Description=objective_description | Objective Type=level | Objective Type Value=scope",
        aside="Readme | Departments | Teams",
    ),
    one_format(
        "okr_replit",
        "OKR Replit",
        marks="id_kr | id_obj | texto | meta",
        columns="id_kr=key_result_key | id_obj=objective_key | texto=key_result_title | tipo | un_medida=unit"
        " | inicial=baseline | valor_alterar | meta=target | status=status | data=start_date | atual=current",
        words={"unit": {"p": "%", "a": ""}},
    ),
    one_format(
        "okr_replit_objectives",
        "OKR Replit",
        marks="id_obj | texto | responsavel",
        columns="id_obj=objective_key | id_time | time | setor=department | texto=objective_title"
        " | responsavel=owner_name | ano | ciclo | data=start_date",
    ),
    one_format(
        "okr_healthscan",
        "OKR HealthScan",
        marks="OKR_ID | Objective | Last_Updated",
        columns="OKR_ID=objective_key | Objective=objective_title | Owner=owner_name | Status=objective_status"
        " | Last_Updated | Comments=objective_description",
    ),
    one_format(
        "atlassian_goals",
        "Atlassian Goals",
        marks="goal_id | name | parent_goal_id | phase | target_date_type",
        columns="created_at | description=objective_description | goal_id=objective_key | is_archived=is_archived"
        " | is_private=visibility | key | name=objective_title | owner_id=owner_name | parent_goal_id=parent_key"
        " | phase=objective_phase | started_at=start_date | status=objective_status | target_date_type"
        " | targeted_at=end_date | teams=department | type_id | watchers",
        words={"visibility": {"true": "private", "1": "private", "false": "public", "0": "public"}},
    ),
    one_format(
        "puzzle_okr",
        "Puzzle OKR",
        marks="key_result.key_result_type | key_result.baseline | key_result.stretch_goal",
        columns="key_result.id=key_result_key | key_result.objective_id=objective_key | objective.id=objective_key"
        " | objective.title=objective_title | key_result.title=key_result_title"
        " | key_result.description=key_result_description | key_result.baseline=baseline"
        " | key_result.stretch_goal=target | key_result.unit=unit | key_result.key_result_type=kind"
        " | key_result.commit_zone=commit_zone | key_result.target_zone=target_zone"
        " | key_result.stretch_zone=stretch_zone",
    ),
    one_format(
        "horilla",
        "Horilla",
        marks="key_result | progress_type | start_value | current_value | target_value | progress_percentage",
        columns="key_result=key_result_title | progress_type=unit | start_value=baseline | current_value=current"
        " | target_value=target | start_date=start_date | end_date=end_date | status=status"
        " | progress_percentage=progress | employee_objective_id=objective_key | objective=objective_title",
        words={"unit": {"#": "", "currency": ""}},
        settings={"progress_scale": "100"},
    ),
    one_format(
        "quantive_objectives",
        "Quantive (Gtmhub)",
        marks="id | name",
        columns="id=objective_key | name=objective_title | description=objective_description | session=cycle"
        " | session_id=cycle | owner=owner_email | owners=owner_email | owner_ids=owner_email | team=department"
        " | parent_id=parent_key | parent=parent_key | from=start_date | date from=start_date | to=end_date"
        " | date to=end_date | attainment | status=objective_status | delete=action",
        sheets="Objectives | Goals",
        beside="Key Results | Metrics | Sessions",
        aside="Sessions | Tasks | Users | Teams",
    ),
    one_format(
        "quantive_key_results",
        "Quantive (Gtmhub)",
        marks="id | name | target",
        columns="id=key_result_key | goal_id=objective_key | objective_id=objective_key | objective=objective_title"
        " | name=key_result_title | description=key_result_description | initial_value=baseline | initial=baseline"
        " | target=target | actual=current | actual_value=current | attainment | format=unit | owner=owner_email"
        " | owners=owner_email | owner_ids=owner_email | due_date=end_date | confidence | delete=action",
        sheets="Key Results | Metrics",
        beside="Objectives | Goals | Sessions",
        aside="Sessions | Tasks | Users | Teams",
    ),
    one_format(
        "viva_goals_export",
        "Viva Goals",
        marks="Title | Time period | Start date | End date",
        columns="ID=objective_key | OKR ID=objective_key | Title=objective_title | Object type=row_type | Type=?"
        " | Created by | Owner=owner_email | Owners=owner_email | Owner email=owner_email | Teams=department"
        " | Team=department | Time period=cycle | Start date=start_date | End date=end_date | Due date=end_date"
        " | Alignment | Parent IDs=parent_key | Parent ID=parent_key | Parent=parent_key | Aligned to=parent_key"
        " | Description=objective_description | Progress=progress | Status=status | Outcome type | Metric name"
        " | Metric unit=unit | Start=baseline | Metric start=baseline | Start value=baseline | Target=target"
        " | Metric target=target | Target value=target | Current value=current | Target type=kind"
        " | Key result type=kind | Weight=weight | Check-in owners=delegate_email | Check-in owner=delegate_email"
        " | Delegates=delegate_email | Tags | Score | Goal type=ambition | Created at | Created date"
        " | Last check-in | Last check-in date | Last updated",
        settings={"progress_scale": "100"},
    ),
)
