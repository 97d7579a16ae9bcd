import type { BuildOptions, BuildResult, Plugin } from 'esbuild';

export function buildApart(root: string, dist: string, options: BuildOptions, plugins: (toDist: string) => Plugin[], entry: string): Promise<BuildResult[]>;
