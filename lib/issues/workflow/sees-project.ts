/** SQL: whether the member `m` of the organization of project `p` sees it: those whose teams have it, and everybody when none has. */
export const memberSees = `(
  m.role IN ('owner', 'admin')
  OR NOT EXISTS (SELECT FROM project_team t WHERE t.project_id = p.id)
  OR EXISTS (SELECT FROM project_team t JOIN team_member o ON o.team_id = t.team_id
              WHERE t.project_id = p.id AND o.user_id = m.user_id))`;

/** SQL: the same for the team `g`. */
export const teamSees = `(
  NOT EXISTS (SELECT FROM project_team t WHERE t.project_id = p.id)
  OR EXISTS (SELECT FROM project_team t WHERE t.project_id = p.id AND t.team_id = g.id))`;
