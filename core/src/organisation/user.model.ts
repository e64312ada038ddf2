import { Model, type RelationMappings } from 'objection';

/**
 * People with their memberships and scoped roles: a graph that is read whole and never on a hot path. Columns are always
 * named in queries, because the application's role may not read the password's hash.
 */
export class RoleModel extends Model {
  static override tableName = 'role';
  declare id: string;
  declare code: string;
  declare title: string;
  declare functions: string[];
  declare permissions: string[];
}

export class DepartmentModel extends Model {
  static override tableName = 'department';
  declare id: string;
  declare organisation_id: string;
  declare code: string;
  declare title: string;
}

export class OrganisationModel extends Model {
  static override tableName = 'organisation';
  declare id: string;
  declare code: string;
  declare title: string;
  declare short_title: string;
  declare mnemonic: string;
  declare kind: 'federal' | 'regional' | 'municipal';
  declare head_name: string | null;
  declare head_position: string | null;
  declare address: string | null;
  declare oktmo: string | null;
  declare ogrn: string | null;
  declare version: number;
  declare time_zone: string;
  declare workplace: string;
  declare services: string[] | null;
  declare strict_signer: boolean;
  declare departments?: DepartmentModel[];

  static override get relationMappings(): RelationMappings {
    return {
      departments: {
        relation: Model.HasManyRelation,
        modelClass: DepartmentModel,
        join: { from: 'organisation.id', to: 'department.organisation_id' },
      },
    };
  }
}

export class UserRoleModel extends Model {
  static override tableName = 'user_role';
  declare id: string;
  declare user_id: string;
  declare role_id: string;
  declare organisation_id: string;
  declare service_code: string | null;
  declare department_id: string | null;
  declare role?: RoleModel;
  declare department?: DepartmentModel | null;

  static override get relationMappings(): RelationMappings {
    return {
      role: {
        relation: Model.BelongsToOneRelation,
        modelClass: RoleModel,
        join: { from: 'user_role.role_id', to: 'role.id' },
      },
      department: {
        relation: Model.BelongsToOneRelation,
        modelClass: DepartmentModel,
        join: { from: 'user_role.department_id', to: 'department.id' },
      },
    };
  }
}

export class MembershipModel extends Model {
  static override tableName = 'membership';
  static override idColumn = ['user_id', 'organisation_id'];
  declare user_id: string;
  declare organisation_id: string;
  declare department_id: string | null;
  declare position: string | null;
  declare organisation?: OrganisationModel;
  declare department?: DepartmentModel | null;

  static override get relationMappings(): RelationMappings {
    return {
      organisation: {
        relation: Model.BelongsToOneRelation,
        modelClass: OrganisationModel,
        join: { from: 'membership.organisation_id', to: 'organisation.id' },
      },
      department: {
        relation: Model.BelongsToOneRelation,
        modelClass: DepartmentModel,
        join: { from: 'membership.department_id', to: 'department.id' },
      },
    };
  }
}

export class UserModel extends Model {
  static override tableName = 'user_account';
  declare id: string;
  declare login: string;
  declare surname: string;
  declare name: string;
  declare patronymic: string | null;
  declare position: string | null;
  declare email: string | null;
  declare phone: string | null;
  declare must_change_password: boolean;
  declare disabled_at: Date | null;
  declare memberships?: MembershipModel[];
  declare grants?: UserRoleModel[];

  static override get relationMappings(): RelationMappings {
    return {
      memberships: {
        relation: Model.HasManyRelation,
        modelClass: MembershipModel,
        join: { from: 'user_account.id', to: 'membership.user_id' },
      },
      grants: {
        relation: Model.HasManyRelation,
        modelClass: UserRoleModel,
        join: { from: 'user_account.id', to: 'user_role.user_id' },
      },
    };
  }
}
