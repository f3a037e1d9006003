// The pages and their addresses; a page behind the door asks for sign-in first.
import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'
import { useSession } from './composables/session'
import { spoken, t } from './i18n'
import OverviewView from './views/OverviewView.vue' // where most people begin: it comes with the shell

const routes: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign_in', meta: { bare: true }, component: () => import('./views/SignInView.vue') },
  { path: '/setup', name: 'setup', meta: { bare: true }, component: () => import('./views/SetupView.vue') },
  { path: '/', name: 'overview', component: OverviewView },
  { path: '/displays', name: 'displays', component: () => import('./views/DisplaysView.vue') },
  { path: '/displays/join', name: 'join', component: () => import('./views/JoinView.vue') },
  { path: '/displays/:id', name: 'display', component: () => import('./views/DisplayView.vue') },
  { path: '/library', name: 'library', component: () => import('./views/LibraryView.vue') },
  { path: '/library/trash', name: 'trash', component: () => import('./views/TrashView.vue') },
  { path: '/library/comics/:id', name: 'comic', component: () => import('./views/ComicView.vue') },
  { path: '/library/slogans/:id', name: 'slogan', component: () => import('./views/SloganView.vue') },
  { path: '/library/playlists/:id', name: 'playlist', component: () => import('./views/PlaylistView.vue') },
  { path: '/programs', name: 'programs', component: () => import('./views/ProgramsView.vue') },
  { path: '/programs/:id', name: 'program', component: () => import('./views/ProgramView.vue') },
  { path: '/schedule', name: 'schedule', component: () => import('./views/ScheduleView.vue') },
  { path: '/schedule/:id', name: 'schedule_form', component: () => import('./views/ScheduleView.vue') },
  { path: '/calendar', name: 'calendar', component: () => import('./views/CalendarView.vue') },
  { path: '/policies', name: 'policies', component: () => import('./views/PoliciesView.vue') },
  { path: '/reviews', name: 'reviews', component: () => import('./views/ReviewsView.vue') },
  { path: '/emergency', name: 'emergency', component: () => import('./views/EmergencyView.vue') },
  { path: '/people', name: 'people', component: () => import('./views/PeopleView.vue') },
  { path: '/audit', name: 'audit', component: () => import('./views/AuditView.vue') },
  { path: '/account', name: 'account', component: () => import('./views/AccountView.vue') },
  { path: '/certificate', name: 'certificate', component: () => import('./views/CertificateView.vue') },
  { path: '/:rest(.*)*', redirect: '/' },
]

export const router = createRouter({ history: createWebHashHistory(), routes })

router.beforeEach(async (to) => {
  // The page is fetched while the manager is asked who this is.
  const page = to.matched[to.matched.length - 1]?.components?.['default']
  if (typeof page === 'function') void (page as () => Promise<unknown>)().catch(() => undefined) // told when it is needed
  const who = to.meta['bare'] ? undefined : useSession().find()
  who?.catch(() => undefined) // below
  await spoken
  if (!who) return true
  try {
    if (await who) return true
  } catch {
    // Nobody can tell who is signed in; the sign-in page says that the line is down.
  }
  return { name: 'sign_in', query: to.path === '/' ? {} : { next: to.fullPath } }
})

router.afterEach((to) => {
  document.title = `${t(`page.${String(to.name)}`)} · Marquee`
})
