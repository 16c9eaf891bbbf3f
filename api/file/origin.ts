import type { CampaignFile } from "./campaign-file.ts";
import type { Staff } from "./post.ts";
import type { FieldPath } from "./problem.ts";

/** Where in the file a thing of the completed campaign was written; checks name things by id. */
export type OriginOf = (path: FieldPath) => FieldPath;

/** Translates `["units", "binh-an", "parent"]` to `["units", 3, "parent"]`, and posts to where they are held. */
export function originOf(file: CampaignFile, staff: Staff): OriginOf {
  const places = new Map<string, FieldPath>();
  const note = (kind: string, id: string, path: FieldPath): void => {
    const key = `${kind} ${id}`;
    if (!places.has(key)) places.set(key, path);
  };
  file.units.forEach((unit, index) => {
    note("units", unit.id, ["units", index]);
    unit.committees.forEach((committee, nth) => {
      const path = ["units", index, "committees", nth];
      note("committees", committee.id ?? `${unit.id}/${committee.kind}`, path);
    });
  });
  file.teams.forEach((team, index) => {
    note("teams", team.id, ["teams", index]);
  });
  for (const [post, path] of staff.postPaths) note("posts", post, path);
  staff.appointmentPaths.forEach((path, index) => {
    note("appointments", String(index), path);
  });
  return ([kind, id, ...rest]) => {
    if (kind === "template") return inTemplate(file, id === undefined ? rest : [id, ...rest]);
    if (id === undefined) return kind === undefined ? [] : [kind];
    // Appointments come from several places; other lists stand in the file as they are.
    const isPlace = typeof id === "number" && kind !== "appointments";
    const place = isPlace ? undefined : places.get(`${kind} ${id}`);
    if (place !== undefined) return [...place, ...rest];
    return kind === undefined ? [] : [kind, id, ...rest];
  };
}

/** A step of the template stands in the file only where the campaign changes it. */
function inTemplate(file: CampaignFile, rest: FieldPath): FieldPath {
  const [levels, level, steps, step] = rest;
  if (levels !== "levels" || steps !== "steps") return ["template"];
  const change = file.changes.levels[String(level)]?.steps[String(step)];
  return change === undefined ? ["template"] : ["changes", ...rest];
}
