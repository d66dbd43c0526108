import { InstallationSettings } from '../installation.js';
import { Switchboard, type Environment, type ModuleManifest } from '../kernel/index.js';

/** Where modules are looked for, beside npm packages. */
export interface ModuleSources {
  readonly folders: readonly string[];
  readonly manifests?: readonly ModuleManifest[];
}

/** Which of the packages that are on may be imported. */
export type PackageFilter = (name: string) => boolean;

/** A switchboard, and what kept a more complete one from opening. */
export interface OpenedSwitchboard {
  readonly switchboard: Switchboard;
  readonly obstacle?: unknown;
}

/** The commands' way to the switchboard, even to one that does not open as it stands. */
export class SwitchboardAccess {
  /** The module list. */
  readonly file: string;
  private readonly override: string | undefined;

  constructor(
    readonly environment: Environment,
    private readonly sources: ModuleSources,
  ) {
    ({ file: this.file, override: this.override } = InstallationSettings.parse(environment));
  }

  /**
   * Opens it as the service does.
   *
   * @param manifests Packages to know although they are off.
   * @throws {DomainError} As `Switchboard.open`.
   */
  open(
    manifests: readonly ModuleManifest[] = [],
    importable: PackageFilter = () => true,
  ): Promise<Switchboard> {
    return Switchboard.open({
      folders: this.sources.folders,
      states: this.file,
      override: this.override,
      manifests: [...(this.sources.manifests ?? []), ...manifests],
      importable,
    });
  }

  /**
   * Opens it as the service does or, where that fails, with fewer and fewer packages: a broken one
   * must not stand in the way of switching it off.
   *
   * @param filters Tried in order.
   * @param manifests As in `open`.
   * @throws {DomainError} The first obstacle, when no filter helps.
   */
  async openWithFewer(
    filters: readonly PackageFilter[],
    manifests: readonly ModuleManifest[] = [],
  ): Promise<OpenedSwitchboard> {
    try {
      return { switchboard: await this.open(manifests) };
    } catch (obstacle) {
      for (const importable of filters) {
        const switchboard = await this.open(manifests, importable).catch(() => undefined);
        if (switchboard) return { switchboard, obstacle };
      }
      throw obstacle;
    }
  }
}
